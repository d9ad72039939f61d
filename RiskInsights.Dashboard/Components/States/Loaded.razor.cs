using Microsoft.AspNetCore.Components;

namespace RiskInsights.Dashboard.Components.States;

/// <summary>
/// Reads something and shows it: a skeleton first, the old content dimmed while a new one is read, an error with a retry
/// when reading failed. It reads once per <see cref="Key"/>, only in the interactive page (never while prerendering),
/// and cancels a reading that is no longer wanted.
/// </summary>
public sealed partial class Loaded<TValue> : IDisposable
{
    private CancellationTokenSource? _reading;
    private bool _started;
    private bool _loading;
    private bool _hasValue;
    private object? _key;
    private TValue? _value;
    private Failure? _failure;

    [Parameter, EditorRequired] public Func<CancellationToken, Task<TValue>> Load { get; set; } = null!;

    /// <summary>What the content depends on, compared by equality: the filter, usually.</summary>
    [Parameter] public object? Key { get; set; }

    [Parameter, EditorRequired] public RenderFragment<TValue> ChildContent { get; set; } = null!;

    /// <summary>Skeleton in the shape of the content.</summary>
    [Parameter] public RenderFragment? Loading { get; set; }

    /// <summary>Classes of the element round the content, for example its columns in a grid.</summary>
    [Parameter] public string? Class { get; set; }

    /// <summary>What failed, in words: "This chart did not load".</summary>
    [Parameter] public string? ErrorTitle { get; set; }

    protected override Task OnParametersSetAsync()
    {
        if (!RendererInfo.IsInteractive || (_started && Equals(_key, Key))) return Task.CompletedTask;
        return RetryAsync();
    }

    /// <summary>Reads again, for example after something changed that <see cref="Key"/> does not say.</summary>
    public async Task RetryAsync()
    {
        _started = true;
        _key = Key;
        _failure = null;
        _loading = true;
        StateHasChanged();
        _reading?.Cancel();
        var reading = _reading = new CancellationTokenSource();
        try
        {
            var value = await Load(reading.Token);
            if (reading.IsCancellationRequested) return;
            (_value, _hasValue) = (value, true);
        }
        catch (Exception) when (reading.IsCancellationRequested)
        {
            // However it ends, nobody waits for it any more.
            return;
        }
        catch (Exception exception)
        {
            _failure = Failure.Log(Logger, exception, ErrorTitle ?? typeof(TValue).Name);
        }
        _loading = false;
        StateHasChanged();
    }

    public void Dispose()
    {
        _reading?.Cancel();
        _reading?.Dispose();
    }
}
