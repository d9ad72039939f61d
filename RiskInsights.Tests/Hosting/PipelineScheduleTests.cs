using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RiskInsights.Core;
using RiskInsights.Core.Pipeline;
using RiskInsights.Core.Warehouse;
using RiskInsights.Dashboard.Hosting;
using RiskInsights.Dashboard.Jobs;
using RiskInsights.Tests.Warehouse;

namespace RiskInsights.Tests.Hosting;

/// <summary>When the pipeline starts by itself.</summary>
public sealed class PipelineScheduleTests : IDisposable
{
    private readonly TemporaryWarehouse _warehouse = new();

    public void Dispose() => _warehouse.Dispose();

    [Theory]
    [InlineData("2025-10-01T03:59:59.900Z", "2025-09-30T04:00:00Z", "2025-10-01T04:00:00Z")]
    [InlineData("2025-10-01T04:00:00.000Z", "2025-10-01T04:00:00Z", "2025-10-02T04:00:00Z")]
    [InlineData("2025-10-01T04:00:00.400Z", "2025-10-01T04:00:00Z", "2025-10-02T04:00:00Z")]
    // The last Sunday of October: six in Paris is an hour later in UTC from then on.
    [InlineData("2025-10-26T04:30:00.000Z", "2025-10-25T04:00:00Z", "2025-10-26T05:00:00Z")]
    public void Moments_DailyAtSixInParis_FollowItsClock(string now, string newest, string next)
    {
        var schedule = new PipelineSchedule(new PipelineSettings { Cron = "0 0 6 * * ?", TimeZone = "Europe/Paris" }, new StandingTime(Moment(now)));
        Assert.Equal((Moment(newest), Moment(next)), (schedule.Newest(Moment(now)), schedule.Next));
    }

    [Fact]
    public void Moments_WithoutACron_AreNone()
    {
        var schedule = new PipelineSchedule(new PipelineSettings(), TimeProvider.System);
        Assert.Equal((null, null, null), (schedule.Cron, schedule.Next, schedule.Newest(Moment("2025-10-01T04:00:00Z"))));
    }

    [Theory]
    [InlineData("every day", null, null, null, "Pipeline:Cron 'every day'")]
    [InlineData("0 0 25 * * ?", null, null, null, "Pipeline:Cron")]
    [InlineData("", null, null, null, "Pipeline:Cron")]
    [InlineData("0 0 6 * * ?", "Mars/Olympus", null, null, "Pipeline:TimeZone 'Mars/Olympus'")]
    [InlineData(null, null, "yes", null, "Pipeline:RunMissed 'yes'")]
    [InlineData(null, null, null, "0", "Pipeline:RetrainAfterDays '0'")]
    [InlineData(null, null, null, "3651", "Pipeline:RetrainAfterDays")]
    [InlineData(null, null, null, "ninety", "Pipeline:RetrainAfterDays")]
    public void Errors_OneWrongSetting_IsNamed(string? cron, string? zone, string? missed, string? age, string error) =>
        Assert.StartsWith(error, Assert.Single(new PipelineSettings { Cron = cron, TimeZone = zone, RunMissed = missed, RetrainAfterDays = age }.Errors()), StringComparison.Ordinal);

    [Fact]
    public void Validate_SeveralWrongSettings_NamesThemTogetherWithTheOthers()
    {
        var options = new DashboardOptions { DemoClients = 1, Pipeline = new PipelineSettings { Cron = "soon", RetrainAfterDays = "-1", Inbox = " " } };
        var message = Assert.Throws<InvalidOptionsException>(options.Validate).Message;
        Assert.All(["--demo-clients", "Pipeline:Cron", "Pipeline:RetrainAfterDays", "Pipeline:Inbox"], part => Assert.Contains(part, message, StringComparison.Ordinal));
    }

    [Fact]
    public void Options_FromSettings_AreThoseOfARun() =>
        Assert.Equal(
            new PipelineOptions { Retrain = true, RetrainAfterDays = 90, Inbox = "in", Threads = 2 },
            new PipelineSettings { RetrainAfterDays = "90", Inbox = "in" }.Options(retrain: true, threads: 2));

    [Fact]
    public async Task Schedule_EverySecond_StartsRunsByItself()
    {
        using var host = await StartAsync(new PipelineSettings { Cron = "0/1 * * * * ?" });
        var runs = host.Services.GetRequiredService<PipelineRuns>();
        await UntilAsync(async () => (await runs.ListAsync(0, 9)).Any(r => r is { Trigger: RunTrigger.Schedule, Status: PipelineStatus.Succeeded }));
        await host.StopAsync();
        Assert.All(await runs.ListAsync(0, 99), run => Assert.Equal(0, run.FireAt!.Value.Millisecond));
    }

    [Fact]
    public async Task Schedule_MomentMissed_IsMadeUpForOnceWhenThatIsSet()
    {
        // The next one is far away, the one before is past.
        const string NewYear = "0 0 0 1 1 ?";
        using (var off = await StartAsync(new PipelineSettings { Cron = NewYear }))
        {
            await off.StopAsync();
            Assert.Equal(0, await off.Services.GetRequiredService<PipelineRuns>().CountAsync());
        }

        for (var start = 0; start < 2; start++)
        {
            using var host = await StartAsync(new PipelineSettings { Cron = NewYear, RunMissed = "true" });
            var runs = host.Services.GetRequiredService<PipelineRuns>();
            await UntilAsync(async () => await runs.NewestAsync() is { Status: PipelineStatus.Succeeded });
            await host.StopAsync();
            Assert.Equal((1, 1), Assert.Single(await runs.ListAsync(0, 9)).FireAt!.Value.ToLocalTime() is var moment ? (moment.Month, moment.Day) : default);
        }
    }

    /// <summary>A warehouse that was away at the start stopped the whole program.</summary>
    [Fact]
    public async Task Schedule_MomentMissedWhileTheWarehouseIsAway_DoesNotStopTheProgram()
    {
        using var host = await StartAsync(new PipelineSettings { Cron = "0 0 0 1 1 ?", RunMissed = "true" }, "ALTER TABLE ops_pipeline_runs RENAME TO gone");
        await host.Services.GetServices<IHostedService>().OfType<MissedRun>().Single().ExecuteTask!;
        Assert.False(host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested);
        await host.StopAsync();
    }

    private async Task<IHost> StartAsync(PipelineSettings settings, string? before = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddLogging().AddSingleton(settings).AddRiskInsights(_warehouse.Folder, _warehouse.Options).AddJobs().AddSchedule(settings);
        var host = builder.Build();
        await Migrations.ApplyAsync(host.Services.GetRequiredService<IWarehouseEngine>());
        if (before is not null)
            await host.Services.GetRequiredService<WarehouseDatabase>().WriteAsync(writer => writer.Execute(before));
        await host.StartAsync();
        return host;
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!await holds())
            await Task.Delay(50, patience.Token);
    }

    private static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private sealed class StandingTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
