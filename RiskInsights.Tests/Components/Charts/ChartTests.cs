using Bunit;
using Microsoft.JSInterop;
using RiskInsights.Dashboard.Components.Charts;

namespace RiskInsights.Tests.Components.Charts;

public sealed class ChartTests : ComponentTest
{
    private static readonly ChartSpec Spec = new()
    {
        X = new() { Kind = AxisKind.Date },
        Series =
        [
            ChartSeries.Line("Credits", [new DateOnly(2025, 7, 1), new DateOnly(2025, 7, 8)], [5.0, null]) with { Texts = ["€5.00", "—"] },
            ChartSeries.Line("Diagonal", [0, 1], [0, 1]) with { Silent = true },
        ],
    };

    private readonly BunitJSModuleInterop _module;

    public ChartTests()
    {
        _module = JSInterop.SetupModule("/js/chart.js");
        _module.Mode = JSRuntimeMode.Loose;
    }

    [Fact]
    public void Chart_Shown_DrawsItsSpecOnce()
    {
        var chart = Render<Chart>(p => p.Add(c => c.Spec, Spec).Add(c => c.Label, "Volume"));
        chart.Render(p => p.Add(c => c.Label, "Volume"));
        Assert.Same(Spec, Assert.Single(_module.Invocations["draw"]).Arguments[1]);
        Assert.Equal("Volume", chart.Find("[role=img]").GetAttribute("aria-label"));
    }

    [Fact]
    public void Chart_WithAnotherSpec_IsDrawnAgain()
    {
        var chart = Render<Chart>(p => p.Add(c => c.Spec, Spec).Add(c => c.Label, "Volume"));
        chart.Render(p => p.Add(c => c.Spec, Spec with { Horizontal = true }));
        Assert.Equal(2, _module.Invocations["draw"].Count);
    }

    [Fact]
    public void Chart_WithASelection_SendsItsIdsAsBytes()
    {
        Render<Chart>(p => p.Add(c => c.Spec, Spec).Add(c => c.Label, "Points").Add(c => c.Selected, new HashSet<long> { 10_000_000_001 }));
        var bytes = Assert.IsType<byte[]>(Assert.Single(_module.Invocations["mark"]).Arguments[1]);
        Assert.Equal([10_000_000_001], PointFeed.DecodeIds(bytes));
    }

    [Fact]
    public async Task Chart_ALassoOf20000Points_ArrivesAsAStream()
    {
        IReadOnlySet<long>? selected = null;
        var chart = Render<Chart>(p => p.Add(c => c.Spec, Spec).Add(c => c.Label, "Points").Add(c => c.OnSelect, ids => selected = ids));
        var ids = Enumerable.Range(0, 20_000).Select(i => 10_000_000_000L + i).ToArray();
        await chart.InvokeAsync(() => chart.Instance.SelectAsync(new BrowserStream(PointFeed.EncodeIds(ids))));
        Assert.Equal(ids, selected!.Order());
        await chart.InvokeAsync(chart.Instance.UnselectAsync);
        Assert.Empty(selected!);
    }

    [Fact]
    public async Task ChartCard_AsTable_ShowsTheTextsOfEachSeries()
    {
        var card = Render<ChartCard>(p => p.Add(c => c.Title, "Volume").Add(c => c.Spec, Spec));
        Assert.Equal(["Credits"], card.FindAll(".key").Select(k => k.TextContent));
        await card.Find("[aria-label='Show as table']").ClickAsync();
        Assert.Equal(["1 Jul 2025", "€5.00", "8 Jul 2025", "—"], card.FindAll("tbody th, tbody td").Select(c => c.TextContent));
    }

    [Fact]
    public void ChartCard_BeingRead_ShowsASkeleton() =>
        Assert.NotEmpty(Render<ChartCard>(p => p.Add(c => c.Title, "Volume").Add(c => c.Spec, null)).FindAll(".skeleton"));

    private sealed class BrowserStream(byte[] bytes) : IJSStreamReference
    {
        public long Length => bytes.Length;

        public ValueTask<Stream> OpenReadStreamAsync(long maxAllowedSize = 512000, CancellationToken cancellationToken = default) => ValueTask.FromResult<Stream>(new MemoryStream(bytes));

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
