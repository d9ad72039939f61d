using Microsoft.AspNetCore.Components;
using RiskInsights.Core.Modelling.Evaluation;
using RiskInsights.Core.ModelRegistry;
using RiskInsights.Dashboard.Jobs;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Dashboard.Components.Pages.ModelPages;

/// <summary>
/// Promotes or rolls back. Whoever opens it decides against the champion that stood there then: when another takes over while
/// the reason is being written, the decision is refused in words, not carried over.
/// </summary>
public sealed partial class PromotionCard
{
    private bool _open;
    private bool _deciding;
    private string? _reason;
    private int? _seen;
    private int? _champion;
    private PromotionRefusal? _refusal;

    [Parameter, EditorRequired] public ModelReport Report { get; set; } = null!;

    /// <summary>The date that clients can be scored as of now: a version whose scores are older is scored anew when it is promoted.</summary>
    [Parameter] public DateOnly? Newest { get; set; }

    /// <summary>The analyst wants to see the versions as they are now.</summary>
    [Parameter] public EventCallback OnReload { get; set; }

    [Inject] private Promotions Promotions { get; set; } = null!;

    [Inject] private ModelVersions Versions { get; set; } = null!;

    [Inject] private JobQueue Queue { get; set; } = null!;

    [Inject] private JobFactory Factory { get; set; } = null!;

    [Inject] private Analyst Analyst { get; set; } = null!;

    [Inject] private Toasts Toasts { get; set; } = null!;

    private IReadOnlyList<PromotionCheck> Checks => PromotionChecks.Of(Report);

    private bool IsForbidden => Checks.Any(c => c is { Passed: false, IsBlocking: true });

    private bool IsRollback => Report.Shown.Version < Report.ChampionVersion;

    private string Title => T["Promotion.Title." + Report.Shown.Stage, Report.Shown.Version];

    private string Difference => Report switch
    {
        { Paired: { } paired, Before: { } before } => T[
            "Promotion.Difference", Format.NumberChange((decimal)paired.Difference, 4), before.Version, Format.NumberChange((decimal)paired.Low, 4),
            Format.NumberChange((decimal)paired.High, 4), CheckWords.Probability(paired.PValue, Format), Format.Number(paired.Rows)],
        { Before: { } before } => T["Promotion.NoSharedRows", before.Version],
        _ => "",
    };

    private void Toggle()
    {
        _open = !_open;
        (_refusal, _seen) = (null, Report.ChampionVersion);
    }

    private async Task PromoteAsync()
    {
        _refusal = null;
        _deciding = true;
        try
        {
            var (version, seen) = (Report.Shown.Version, _seen);
            await Promotions.PromoteAsync(Report.Recipe, version, seen, _reason ?? "", Analyst.Name);
            (_open, _reason) = (false, null);
            Toasts.Show(new Toast(ToastKind.Done, T["Promotion.DoneTitle", version], seen is { } replaced ? T["Promotion.Done", version, replaced].Value : null));
            Queue.TellOfWarehouse();
            if (Report.ScoredAsOf is null || Report.ScoredAsOf < Newest)
                await Queue.EnqueueAsync(Factory.Score(Report.Recipe), Analyst.Name);
        }
        catch (PromotionRefusedException refused)
        {
            (_refusal, _champion) = (refused.Refusal, (await Versions.ChampionAsync(Report.Recipe.Name))?.Version);
        }
        finally
        {
            _deciding = false;
        }
    }

    private Task ReloadAsync()
    {
        (_open, _refusal) = (false, null);
        return OnReload.InvokeAsync();
    }
}
