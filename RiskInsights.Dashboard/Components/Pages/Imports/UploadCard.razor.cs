using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.JSInterop;
using RiskInsights.Dashboard.Jobs;
using RiskInsights.Dashboard.State;
using RiskInsights.Dashboard.Uploads;

namespace RiskInsights.Dashboard.Components.Pages.Imports;

/// <summary>Takes files in, sends them to disk, and has them imported by a job that outlives the page.</summary>
public sealed partial class UploadCard : IDisposable
{
    /// <summary>Bytes of one file.</summary>
    private const long LargestFile = 2_000_000_000;

    private const int MostFiles = 20;
    private static readonly TimeSpan Redraw = TimeSpan.FromMilliseconds(150);

    private readonly List<string> _problems = [];
    private IReadOnlyList<SentFile> _files = [];
    private IReadOnlyList<JobState> _open = [];
    private CancellationTokenSource? _sending;
    private long _drawnAt;
    private long _ended;
    private int _input;
    private bool _over;

    [Inject] private UploadFolder Uploads { get; set; } = null!;

    [Inject] private JobQueue Queue { get; set; } = null!;

    [Inject] private JobFactory Factory { get; set; } = null!;

    [Inject] private JobTexts Jobs { get; set; } = null!;

    [Inject] private Analyst Analyst { get; set; } = null!;

    [Inject] private TimeProvider Time { get; set; } = null!;

    [Inject] private IJSRuntime Browser { get; set; } = null!;

    [Inject] private ILogger<UploadCard> Logger { get; set; } = null!;

    protected override void OnInitialized()
    {
        if (!RendererInfo.IsInteractive)
            return;
        Queue.Changed += OnJob;
        Read();
    }

    private async Task ReceiveAsync(InputFileChangeEventArgs chosen)
    {
        _problems.Clear();
        _over = false;
        if (_files.Count > 0)
            return;
        if (chosen.FileCount > MostFiles)
        {
            _problems.Add(T["Upload.TooMany", MostFiles, chosen.FileCount]);
            return;
        }

        var all = chosen.GetMultipleFiles(MostFiles);
        _problems.AddRange(all.Where(f => f.Size > LargestFile).Select(f => T["Upload.TooLarge", f.Name, Format.Bytes(f.Size), Format.Bytes(LargestFile)].Value));
        _files = [.. all.Where(f => f.Size <= LargestFile).Select(f => new SentFile(f))];
        if (_files.Count > 0)
            await SendAsync();
    }

    private async Task SendAsync()
    {
        using var sending = _sending = new CancellationTokenSource();
        var upload = Uploads.Begin();
        try
        {
            foreach (var file in _files)
                await file.SendAsync(upload, LargestFile, Progress, sending.Token);
            await Queue.EnqueueAsync(Factory.ImportFiles(upload), Analyst.Name);
        }
        catch (Exception error)
        {
            // Whatever arrived of this lot goes: half of it imported would be harder to understand than none.
            upload.Dispose();
            if (!sending.IsCancellationRequested)
                _problems.Add(Broken(error));
        }
        finally
        {
            (_sending, _files) = (null, []);
            _input++;
            Read();
        }
    }

    private string Broken(Exception error)
    {
        var file = _files.FirstOrDefault(f => f.Received < f.Bytes)?.Name ?? _files[0].Name;
        Logger.LogWarning(error, "The upload of {File} broke off", file);
        return T["Upload.Broken", file];
    }

    private void Progress()
    {
        if (Time.GetElapsedTime(_drawnAt) < Redraw)
            return;
        _drawnAt = Time.GetTimestamp();
        StateHasChanged();
    }

    private async Task AskAsync(LocationChangingContext leaving)
    {
        if (_files.Count > 0 && !await Browser.InvokeAsync<bool>("confirm", T["Upload.Leave"].Value))
            leaving.PreventNavigation();
    }

    private void OnJob(JobState job) => _ = InvokeAsync(() =>
    {
        if (!job.IsOpen)
            _ended++;
        Read();
        StateHasChanged();
    });

    private void Read() => _open = [.. Queue.Open.Where(j => j.Kind is JobKinds.Import or JobKinds.FirstRun)];

    public void Dispose()
    {
        Queue.Changed -= OnJob;
        _sending?.Cancel();
    }
}
