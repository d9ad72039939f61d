using Microsoft.Playwright;
using RiskInsights.Core.Warehouse;
using RiskInsights.Core.Warehouse.Engines;
using static Microsoft.Playwright.Assertions;

namespace RiskInsights.Tests.EndToEnd;

/// <summary>Two analysts at the page of one model: one training that both see, one champion that both agree on.</summary>
[Collection(RunningDashboardTests.Name)]
public sealed class ModelTests(ModelTests.OwnBank dashboard) : IClassFixture<ModelTests.OwnBank>
{
    private static readonly LocatorAssertionsToBeVisibleOptions Long = new() { Timeout = 180_000 };

    [BrowserFact]
    public async Task Model_TwoAnalysts_ShareATrainingAndCannotOverruleEachOtherUnseen()
    {
        var (first, second) = (await dashboard.VisitAsync("/default-risk"), await dashboard.VisitAsync("/default-risk"));
        await Expect(first.GetByText("Default risk v1").First).ToBeVisibleAsync(Long);
        await Expect(second.GetByText("Default risk v1").First).ToBeVisibleAsync(Long);
        var scoresOfV1 = await ScoresAsync(1);
        Assert.NotEmpty(scoresOfV1);

        // One job for both; whoever did not start it may end it.
        await Retrain(first).ClickAsync();
        await Expect(Progress(second)).ToBeVisibleAsync();

        // Said to be disabled, so that nobody expects a second training; it answers all the same.
        await Retrain(second).ClickAsync(new LocatorClickOptions { Force = true });
        await Expect(second.GetByText("This training runs already").First).ToBeVisibleAsync();
        await Expect(Progress(first)).ToBeVisibleAsync();
        Assert.Equal(1, await TrainingsAsync());
        await second.Locator(".model-training .button.danger").ClickAsync();
        await Expect(first.GetByText("The training was cancelled").First).ToBeVisibleAsync();
        Assert.Equal([1], await VersionsAsync());

        // Two challengers.
        await RetrainToTheEndAsync(first, 2);
        await RetrainToTheEndAsync(first, 3);

        // The second decides about v2 while the first promotes v3.
        await second.GotoAsync(dashboard.Address + "/default-risk?version=2");
        await second.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Promote v2" }).ClickAsync();
        await second.GetByRole(AriaRole.Textbox, new PageGetByRoleOptions { Name = "Reason" }).FillAsync("It is the newest that I know of");
        await first.GotoAsync(dashboard.Address + "/default-risk?version=3");
        await first.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Promote v3" }).ClickAsync();
        await first.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Make v3 champion" }).ClickAsync();
        await Expect(first.GetByText("Write why").First).ToBeVisibleAsync();
        await first.GetByRole(AriaRole.Textbox, new PageGetByRoleOptions { Name = "Reason" }).FillAsync("Learned from the newest data");
        await first.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Make v3 champion" }).ClickAsync();
        await Expect(first.GetByText("v3 is champion").First).ToBeVisibleAsync();

        // By then v2 is older than the champion: the same decision is a rollback, and is refused.
        await second.GetByRole(AriaRole.Button, new PageGetByRoleOptions { NameRegex = new("Make v2 champion") }).ClickAsync();
        await Expect(second.GetByText("v3 became champion meanwhile").First).ToBeVisibleAsync();
        Assert.Equal(3, await ChampionAsync());

        await second.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Reload" }).ClickAsync();
        await Expect(second.GetByText("Learned from the newest data").First).ToBeVisibleAsync();
        await second.GotoAsync(dashboard.Address + "/default-risk?version=1");
        await second.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Roll back to v1" }).ClickAsync();
        await second.GetByRole(AriaRole.Textbox, new PageGetByRoleOptions { Name = "Reason" }).FillAsync("v3 surprises the desk");
        await second.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Make v1 champion again" }).ClickAsync();
        await Expect(second.GetByText("v1 is champion").First).ToBeVisibleAsync();
        await Expect(first.GetByText("v3 surprises the desk").First).ToBeVisibleAsync();
        Assert.Equal(1, await ChampionAsync());
        Assert.Equal(scoresOfV1, await ScoresAsync(1));
        await first.Context.CloseAsync();
        await second.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task Downloads_OfVersions_AreTheModelsAndRefusedWithAReasonWhereThereIsNone()
    {
        var page = await dashboard.VisitAsync("/churn");
        await Expect(page.GetByText("Churn v1").First).ToBeVisibleAsync(Long);
        await page.Context.CloseAsync();
        using var client = new HttpClient { BaseAddress = new Uri(dashboard.Address) };
        Assert.StartsWith("{\"format\":\"RiskInsights.Scorecard\"", await client.GetStringAsync(new Uri("/downloads/models/default/1.json", UriKind.Relative)), StringComparison.Ordinal);
        Assert.Contains("FROM \"inputs_default\"", await client.GetStringAsync(new Uri("/downloads/models/default/1.sql", UriKind.Relative)), StringComparison.Ordinal);
        Assert.StartsWith("{\"learner\":", await client.GetStringAsync(new Uri("/downloads/models/churn/1.json", UriKind.Relative)), StringComparison.Ordinal);
        using var none = await client.GetAsync(new Uri("/downloads/models/churn/1.sql", UriKind.Relative));
        Assert.Equal(System.Net.HttpStatusCode.NotFound, none.StatusCode);
        Assert.Contains("is no scorecard", await none.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var unknown = await client.GetAsync(new Uri("/downloads/models/default/99.json", UriKind.Relative));
        Assert.Contains("There is no version 99 of model default.", await unknown.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        using (var engine = new Sqlite(dashboard.Folder.Database))
            await new WarehouseDatabase(engine).WriteAsync(writer => writer.Execute("UPDATE ml_model_versions SET artefact = @forged WHERE model_name = 'churn'", new { forged = "{}"u8.ToArray() }));
        using var tampered = await client.GetAsync(new Uri("/downloads/models/churn/1.json", UriKind.Relative));
        Assert.Equal(System.Net.HttpStatusCode.Conflict, tampered.StatusCode);
        Assert.Contains("was altered after it was stored", await tampered.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static ILocator Retrain(IPage page) => page.Locator(".model-training .button.primary");

    private static ILocator Progress(IPage page) => page.Locator(".model-training .progress");

    private static async Task RetrainToTheEndAsync(IPage page, int version)
    {
        await Expect(Progress(page)).ToHaveCountAsync(0);
        await Retrain(page).ClickAsync();
        await Expect(page.GetByText($"Default risk v{version} is trained").First).ToBeVisibleAsync(Long);
    }

    private async Task<IReadOnlyList<string>> ScoresAsync(int version)
    {
        using var engine = new Sqlite(dashboard.Folder.Database);
        var rows = await new WarehouseDatabase(engine).RowsAsync<double>(
            "SELECT probability FROM ml_scores WHERE model_name = 'default' AND version = @version ORDER BY client_key", new { version });
        return [.. rows.Select(p => BitConverter.DoubleToInt64Bits(p).ToString("x", System.Globalization.CultureInfo.InvariantCulture))];
    }

    private Task<IReadOnlyList<int>> VersionsAsync() => ReadAsync("SELECT version FROM ml_model_versions WHERE model_name = 'default' ORDER BY version");

    private async Task<int> ChampionAsync() => Assert.Single(await ReadAsync("SELECT version FROM ml_model_versions WHERE model_name = 'default' AND stage = 'champion'"));

    private async Task<int> TrainingsAsync() => Assert.Single(await ReadAsync("SELECT CAST(COUNT(*) AS BIGINT) FROM ops_jobs WHERE kind = 'train' AND subject = 'default'"));

    private async Task<IReadOnlyList<int>> ReadAsync(string sql)
    {
        using var engine = new Sqlite(dashboard.Folder.Database);
        return await new WarehouseDatabase(engine).RowsAsync<int>(sql);
    }

    /// <summary>Its own: champions come and go here. Large enough that a training can be caught and stopped.</summary>
    public sealed class OwnBank : RunningDashboard
    {
        protected override string[] Arguments => ["--demo-clients", "1500"];
    }
}
