using Bunit;
using RiskInsights.Core.Insights.Default;
using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.Modelling.Exploration;
using RiskInsights.Core.Modelling.Training;
using RiskInsights.Core.Warehouse;
using RiskInsights.Dashboard.Components.Pages;
using RiskInsights.Dashboard.Components.Pages.FeatureProfiles;

namespace RiskInsights.Tests.Components.Pages;

public sealed class ExploreTests : PageTest
{
    [Fact]
    public async Task Explore_NeverComputed_SaysWhatToDo()
    {
        await ImportAsync();
        var page = Render<Explore>(p => p.Add(e => e.Name, DefaultRecipe.Name));
        page.WaitForAssertion(() => Assert.Equal("The features were not looked at yet", page.Find(".state b").TextContent));
        Assert.Contains("Compute", page.Find(".filters button.primary").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explore_Stored_ShowsTheFeatureOfTheAddressAmongAll()
    {
        await ImportAsync();
        await StoreAsync();
        GoTo("/explore/default?feature=age&with=tenure_years");
        var page = Render<Explore>(p => p.Add(e => e.Name, DefaultRecipe.Name));
        var content = Content();
        page.WaitForAssertion(() => Assert.Equal(content.Features.Count, page.FindAll(".feature-list tbody tr").Count));
        Assert.Equal(3, page.FindComponents<FeatureChart>().Count);
        Assert.Equal(content.Features.Count * content.Features.Count, page.FindAll(".heat-map td button").Count);
        Assert.Empty(page.FindAll(".filters .tag"));

        await page.InvokeAsync(() => page.FindAll(".feature-list tbody button")[2].Click());
        Assert.Contains("feature=", Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explore_DataLoadedSince_SaysSo()
    {
        await ImportAsync();
        await StoreAsync(batchId: 1);
        var page = Render<Explore>(p => p.Add(e => e.Name, DefaultRecipe.Name));
        page.WaitForAssertion(() => Assert.Contains("Data was loaded since", page.Find(".filters .tag").TextContent, StringComparison.Ordinal));
        Assert.Contains("Refresh", page.Find(".filters button.primary").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Explore_UnknownModel_NamesIt()
    {
        var page = Render<Explore>(p => p.Add(e => e.Name, "weather"));
        Assert.Contains("weather", page.Find(".state b").TextContent, StringComparison.Ordinal);
    }

    private Task StoreAsync(long batchId = 1000) =>
        Program.Get<WarehouseDatabase>().WriteAsync(writer => FeatureExplorations.Store(writer, DefaultRecipe.Name, batchId, Content(), new DateTimeOffset(2025, 6, 30, 12, 0, 0, TimeSpan.Zero)));

    private static FeatureExploration Content()
    {
        var columns = DefaultRecipe.Create().Columns;
        float[] values = [.. Enumerable.Range(0, 100).SelectMany(i => columns.Select((_, j) => (float)(i * (j + 3) % 17)))];
        byte[] labels = [.. Enumerable.Range(0, 100).Select(i => (byte)(i % 4 == 0 ? 1 : 0))];
        return FeatureExplorer.Of(new TrainingRows([new DateOnly(2024, 1, 1)], [0], new int[100], new FeatureMatrix(columns, values), labels), CancellationToken.None);
    }
}
