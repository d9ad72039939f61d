using Microsoft.AspNetCore.Components;
using RiskInsights.Dashboard.Jobs;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Dashboard.Components.States;

/// <summary>
/// Hands a page the bank that the warehouse holds, and a new one (with a higher version) whenever a job has ended, so that
/// whatever is keyed by it is read again.
/// </summary>
public sealed partial class WithBank : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private Bank? _bank;
    private JobStatus? _preparing;
    private bool _read;

    [Parameter, EditorRequired] public RenderFragment<Bank> ChildContent { get; set; } = null!;

    [Inject] private BankFacts Facts { get; set; } = null!;

    [Inject] private JobQueue Queue { get; set; } = null!;

    [Inject] private JobTexts Texts { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        if (!RendererInfo.IsInteractive)
            return;
        Facts.Changed += OnFacts;
        Queue.Changed += OnJob;
        await ReadAsync();
    }

    private async Task ReadAsync()
    {
        try
        {
            _preparing = Queue.Find(JobKinds.FirstRun, "demo") is { } job ? Texts.Of(job) : null;

            // While the demo bank is made, a page would show half of it: it waits for the models too.
            _bank = _preparing is null ? await Facts.ReadAsync(_gone.Token) : null;
            _read = true;
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The analyst left.
        }
    }

    private void OnFacts(object? sender, EventArgs e) => Refresh();

    private void OnJob(JobState job)
    {
        if (_bank is null)
            Refresh();
    }

    private void Refresh() => _ = InvokeAsync(async () =>
    {
        await ReadAsync();
        StateHasChanged();
    });

    public void Dispose()
    {
        Facts.Changed -= OnFacts;
        Queue.Changed -= OnJob;
        _gone.Cancel();
        _gone.Dispose();
    }
}
