using Microsoft.AspNetCore.Components;
using RiskInsights.Core.Insights.Anomalies;
using RiskInsights.Dashboard.Components.States;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Dashboard.Components.Pages.Explorer;

/// <summary>Stores what the analyst decides of the selection, with who and when.</summary>
public sealed partial class VerdictForm
{
    private static readonly (Verdict Verdict, string Key)[] Keys =
        [(Verdict.Fraud, "f"), (Verdict.Error, "e"), (Verdict.Legitimate, "l"), (Verdict.Unsure, "u")];

    private const string NoteId = "verdict-note";

    private Verdict? _verdict;
    private string? _note;
    private int _decisions;
    private bool _saving;
    private Failure? _failure;

    [Parameter, EditorRequired] public IReadOnlySet<long> Selected { get; set; } = new HashSet<long>();

    /// <summary>The verdict stands in the warehouse.</summary>
    [Parameter] public EventCallback OnDecided { get; set; }

    [Inject] private Verdicts Store { get; set; } = null!;

    [Inject] private Analyst Analyst { get; set; } = null!;

    [Inject] private Toasts Toasts { get; set; } = null!;

    [Inject] private ILogger<VerdictForm> Logger { get; set; } = null!;

    private string Count => Format.Number(Selected.Count);

    private string Action => _verdict == Verdict.Legitimate ? T[Selected.Count == 1 ? "Explorer.ClearOne" : "Explorer.Clear", Count]
        : Selected.Count switch { 0 => T["Explorer.FlagNone"], 1 => T["Explorer.FlagOne"], _ => T["Explorer.Flag", Count] };

    /// <summary>Why nothing can be saved now; null when it can.</summary>
    private string? Obstacle => Selected.Count == 0 ? T["Explorer.SelectFirst"].Value
        : Selected.Count > Verdicts.MostAtOnce ? T["Explorer.TooMany", Format.Number(Verdicts.MostAtOnce)].Value
        : _verdict is null ? T["Explorer.DecideFirst"].Value
        : null;

    private async Task SaveAsync()
    {
        if (Obstacle is not null || _saving || _verdict is not { } verdict)
            return;
        _saving = true;
        _failure = null;
        try
        {
            await Store.DecideAsync([.. Selected], verdict, _note ?? "", Analyst.Name);
            var name = T["Verdict." + verdict.ToString().ToLowerInvariant()];
            Toasts.Show(new(ToastKind.Done, T[Selected.Count == 1 ? "Explorer.DecidedOne" : "Explorer.Decided", Count, name]));
            (_verdict, _note) = (null, null);
            _decisions++;
            await OnDecided.InvokeAsync();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            _failure = Failure.Log(Logger, exception, "Storing a verdict");
        }
        finally
        {
            _saving = false;
        }
    }
}
