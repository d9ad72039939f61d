using Bunit;
using Microsoft.Extensions.DependencyInjection;
using RiskInsights.Core.ModelRegistry.Runs;
using RiskInsights.Dashboard.Components.Charts;
using RiskInsights.Dashboard.Components.Pages;
using RiskInsights.Dashboard.Components.Pages.ExperimentRuns;
using RiskInsights.Tests.ModelRegistry.Runs;

namespace RiskInsights.Tests.Components.Pages;

public sealed class ExperimentsTests : PageTest
{
    private TrainingRuns Runs => Program.Get<TrainingRuns>();

    /// <summary>1 and 2 are trials of search 3; 4 failed.</summary>
    private async Task AddRunsAsync()
    {
        var search = SomeRuns.Default(0.8) with { Version = 3 };
        foreach (var (auc, depth) in new[] { (0.7, 5), (0.75, 6) })
            await Runs.AddAsync(SomeRuns.Default(auc, depth) with { Kind = RunKind.Trial, ParentRunId = search.RunId });
        await Runs.AddAsync(search);
        await Runs.AddAsync(SomeRuns.Default(0.6) with { Status = RunStatus.Failed, Message = "The disk is full.", Metrics = new Dictionary<string, double>(), Curves = null, StartedBy = "Ben" });
    }

    private IRenderedComponent<Experiments> Page(string query = "")
    {
        GoTo("/experiments" + query);
        return Render<Experiments>();
    }

    private static void ShowsRuns(IRenderedComponent<Experiments> page, params string[] runs) =>
        page.WaitForAssertion(() => Assert.Equal(runs, page.FindAll("tbody a.link").Select(a => a.TextContent)));

    /// <summary>Without the arrow of the sorted column, and without the one for the checkboxes.</summary>
    private static IEnumerable<string> Heads(IRenderedComponent<Experiments> page) =>
        page.FindAll("thead th").Skip(1).Select(h => h.TextContent.Replace("arrow_downward", "", StringComparison.Ordinal).Trim());

    [Fact]
    public void Page_WithoutARun_SaysWhatToDo()
    {
        var page = Page();
        page.WaitForAssertion(() => Assert.Equal("No model has been trained yet", page.Find(".state b").TextContent));
        Assert.Equal("/default-risk", page.Find(".state a").GetAttribute("href"));
    }

    [Fact]
    public async Task Table_OfRuns_HasParametersAndMetricsTogetherAndTrialsFolded()
    {
        await AddRunsAsync();
        var page = Page();
        ShowsRuns(page, "#4", "#3");
        Assert.Equal(["Run", "Model", "Started", "By", "Status", "Version", "Algorithm", "max_depth", "auc", "brier"], Heads(page));
        Assert.Equal(["v3", "gradient boosting", "4", "0.8000", "0.0500"], page.FindAll("tbody tr")[1].Children.Skip(6).Select(c => c.TextContent.Trim()));
        Assert.Equal(["—", "gradient boosting", "4", "—", "—"], page.FindAll("tbody tr")[0].Children.Skip(6).Select(c => c.TextContent.Trim()));
        Assert.Contains("2 trials", page.FindAll("tbody tr")[1].TextContent, StringComparison.Ordinal);
        Assert.Equal("The disk is full.", page.Find("tbody tr [title='The disk is full.']").GetAttribute("title"));

        await page.InvokeAsync(() => page.Find("tbody [aria-expanded=false]").Click());
        ShowsRuns(page, "#4", "#3", "#2", "#1");
        Assert.Contains("open=3", Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Filter_InWords_ListsAndExportsWhatMatches()
    {
        await AddRunsAsync();
        var page = Page("?model=default&q=auc%20%3E%200.72%20and%20max_depth%20%21%3D%205");
        ShowsRuns(page, "#3");
        Assert.Equal("2 of 4 runs", page.Find(".card-sub").TextContent);
        Assert.Equal("/downloads/runs.csv?model=default&q=auc%20%3E%200.72%20and%20max_depth%20!%3D%205", page.Find("a[download]").GetAttribute("href"));
        await page.InvokeAsync(() => page.Find(".run-query input").Change("status = failed"));
        ShowsRuns(page, "#4");
        Assert.Contains("q=status%20%3D%20failed", Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Filter_ThatIsNone_SaysWhereAndListsNothing()
    {
        await AddRunsAsync();
        var page = Page("?q=auc%20%3E%200.7%20max_depth%20%3D%204");
        page.WaitForAssertion(() => Assert.Equal("and, or, or the end is expected here, not max_depth.", page.Find("[role=alert] b").TextContent));
        Assert.Equal("max_depth", page.Find("[role=alert] mark").TextContent);
        Assert.Contains("At character 11.", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal("true", page.Find(".run-query input").GetAttribute("aria-invalid"));
        page.WaitForAssertion(() => Assert.Equal("This filter cannot be read", page.Find(".state b").TextContent));

        await page.InvokeAsync(() => page.Find(".run-query input").Change("acu > 0.7"));
        page.WaitForAssertion(() => Assert.Equal("No run has a value that is called acu.", page.Find("[role=alert] b").TextContent));
        await page.InvokeAsync(() => page.Find(".run-query input").Change("auc >"));
        page.WaitForAssertion(() => Assert.Contains("not the end", page.Find("[role=alert] b").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Filter_ThatMatchesNothing_SaysHowManyThereAre()
    {
        await AddRunsAsync();
        var page = Page("?q=auc%20%3E%200.99&selected=3");
        page.WaitForAssertion(() => Assert.Contains("There are 4 runs without a filter", page.Find(".state").TextContent, StringComparison.Ordinal));
        Assert.Equal("/experiments?selected=3", page.Find(".state a").GetAttribute("href"));
    }

    [Fact]
    public async Task Selection_AndOrder_LiveInTheAddress()
    {
        await AddRunsAsync();
        var page = Page("?selected=4");
        ShowsRuns(page, "#4", "#3");
        Assert.Equal("true", page.Find(".compare-button").GetAttribute("aria-disabled"));
        await page.InvokeAsync(() => page.FindAll("tbody input[type=checkbox]")[1].Change(true));
        Assert.EndsWith("/experiments?selected=4,3", Uri.UnescapeDataString(Address), StringComparison.Ordinal);
        page.WaitForAssertion(() => Assert.Equal("/experiments/compare?selected=4,3", Uri.UnescapeDataString(page.Find("a.compare-button").GetAttribute("href")!)));
        Assert.Equal("Compare 2", page.Find("a.compare-button").TextContent.Replace("compare_arrows", "", StringComparison.Ordinal).Trim());

        await page.InvokeAsync(() => page.FindAll("th button").Single(b => b.TextContent.StartsWith("auc", StringComparison.Ordinal)).Click());
        page.WaitForAssertion(() => Assert.Contains("sort=-metrics.auc", Address, StringComparison.Ordinal));
        ShowsRuns(page, "#3", "#4");
        Assert.Contains("selected=4", Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Columns_Chosen_LiveInTheAddress()
    {
        await AddRunsAsync();
        var page = Page();
        ShowsRuns(page, "#4", "#3");
        await page.InvokeAsync(() => page.FindAll(".column-list label").Single(l => l.TextContent == "learning_rate").QuerySelector("input")!.Change(true));
        page.WaitForAssertion(() => Assert.Contains("params.learning_rate", Uri.UnescapeDataString(Address), StringComparison.Ordinal));
        Assert.Contains("learning_rate", page.FindAll("thead th").Select(h => h.TextContent.Trim()));

        var again = Page("?columns=status,metrics.auc");
        ShowsRuns(again, "#4", "#3");
        Assert.Equal(["Run", "Status", "auc"], Heads(again));
    }

    [Fact]
    public async Task Compare_TwoRuns_ShowsDifferencesFromTheFirst()
    {
        await AddRunsAsync();
        GoTo("/experiments/compare?selected=3,1,99&q=auc%20%3E%200.1");
        var page = Render<ExperimentsCompare>();
        page.WaitForAssertion(() => Assert.Equal(3, page.FindAll(".compare-table").Count));
        var (facts, metrics, parameters) = (page.FindAll(".compare-table")[0], page.FindAll(".compare-table")[1], page.FindAll(".compare-table")[2]);
        Assert.Equal(["#3", "#1"], facts.QuerySelectorAll("thead .key").Select(k => k.TextContent));
        Assert.Equal(["auc", "0.8000", "−0.1000 0.7000"], metrics.QuerySelectorAll("tbody tr")[0].Children.Select(c => string.Join(' ', c.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))));
        Assert.Equal(["brier", "0.0500", "= 0.0500"], metrics.QuerySelectorAll("tbody tr")[1].Children.Select(c => string.Join(' ', c.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))));
        Assert.Equal(["max_depth", "4", "5"], Assert.Single(parameters.QuerySelectorAll("tbody tr")).Children.Select(c => c.TextContent));
        Assert.Equal("all learned from the same data", page.Find(".card-sub").TextContent);
        Assert.Equal("/experiments?selected=3,1,99&q=auc%20%3E%200.1", page.Find(".filters a").GetAttribute("href"));

        await page.InvokeAsync(() => page.FindAll(".segmented button")[1].Click());
        page.WaitForAssertion(() => Assert.Equal(3, page.FindAll(".compare-table")[2].QuerySelectorAll("tbody tr").Length));
        Assert.Contains("all=yes", Address, StringComparison.Ordinal);
        await page.InvokeAsync(() => page.Find("[aria-label='Leave #1 out of the comparison']").Click());
        page.WaitForAssertion(() => Assert.Equal(["#3"], page.FindAll(".compare-table")[0].QuerySelectorAll("thead .key").Select(k => k.TextContent)));
    }

    [Fact]
    public async Task Compare_Curves_LaysTheRunsOverEachOtherWithLabelsAtTheLines()
    {
        await AddRunsAsync();
        GoTo("/experiments/compare?selected=3,1,4");
        var page = Render<ExperimentsCompare>();
        page.WaitForAssertion(() => Assert.Equal(3, page.FindComponents<Chart>().Count));
        var specs = page.FindComponents<Chart>().Select(c => c.Instance.Spec).ToList();
        Assert.All(specs, spec =>
        {
            Assert.Equal([("#3", "c1"), ("#1", "c2")], spec.Series.Where(s => !s.Silent).Select(s => (s.Name, s.Colour)));
            Assert.Equal(["#3", "#1"], spec.Notes.Select(n => n.Text));
        });
        Assert.Equal(SomeRuns.Curves.Roc.Select(p => (double?)p.Y), specs[0].Series[1].Y);
        Assert.Contains("2 of 3 runs have it", page.Markup, StringComparison.Ordinal);
        Assert.Contains("The disk is full.", page.FindAll(".compare-table")[0].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compare_NothingThatIsThere_LeadsBack()
    {
        await AddRunsAsync();
        GoTo("/experiments/compare?selected=77");
        var page = Render<ExperimentsCompare>();
        page.WaitForAssertion(() => Assert.Equal("There is nothing to compare", page.Find(".state b").TextContent));
    }

    [Fact]
    public async Task Run_OpenedAlone_KeepsTheSelectionForTheWayBack()
    {
        await AddRunsAsync();
        var page = Page("?selected=3,4");
        ShowsRuns(page, "#4", "#3");
        GoTo(page.FindAll("tbody a.link")[1].GetAttribute("href")!);
        var one = Render<ExperimentsCompare>();
        one.WaitForAssertion(() => Assert.Equal(["#3"], one.FindAll(".compare-table")[0].QuerySelectorAll("thead .key").Select(k => k.TextContent)));
        Assert.Equal(3, one.FindAll(".compare-table")[2].QuerySelectorAll("tbody tr").Length);
        Assert.Equal("/experiments?selected=3,4", one.Find(".filters a").GetAttribute("href"));
    }

    [Fact]
    public async Task Mlflow_NotConfigured_HasNoColumn()
    {
        await AddRunsAsync();
        var page = Page();
        ShowsRuns(page, "#4", "#3");
        Assert.DoesNotContain("MLflow", page.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1024, "1,024")]
    [InlineData(0.81234567, "0.8123")]
    [InlineData(0.00012345, "0.000123")]
    [InlineData(12.3456, "12.35")]
    [InlineData(double.NaN, "—")]
    public void Figures_OfAnySize_HaveDecimalsThatFit(double value, string text) =>
        Assert.Equal(text, new RunFigures(Services.GetRequiredService<Dashboard.Formatting.Formats>()).Metric(value));
}
