using RiskInsights.Dashboard.Jobs;
using RiskInsights.Tests.Ingestion;
using RiskInsights.Tests.Warehouse;

namespace RiskInsights.Tests.Jobs;

/// <summary>Who may run which job, as several replicas ask for it.</summary>
public sealed class JobClaimsTests : IDisposable
{
    private static readonly DateOnly Day = new(2025, 3, 4);

    private readonly TemporaryWarehouse _warehouse = new();
    private readonly JobRepository _repository;

    public JobClaimsTests() => _repository = new JobRepository(_warehouse.Database);

    public void Dispose() => _warehouse.Dispose();

    [EngineFact]
    public async Task Claim_EightReplicasAtOnce_EachJobGoesToOne()
    {
        for (var i = 0; i < 40; i++)
            await AddAsync("export", $"table{i}");
        var claimed = await Task.WhenAll(Enumerable.Range(0, 8).Select(async i =>
        {
            var (mine, claims) = (new List<long>(), Claims($"replica{i}"));
            while (await claims.ClaimAsync() is { } job)
                mine.Add(job.JobId);
            return mine;
        }));
        Assert.Equal(Enumerable.Range(1, 40).Select(i => (long)i), claimed.SelectMany(c => c).Order());
    }

    [EngineFact]
    public async Task Add_SameWorkFromManyReplicas_IsOneJobOfTheFirst()
    {
        var states = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => AddAsync("train", "default")));
        Assert.Single(states.Select(s => s.JobId).Distinct());
        var claimed = await Claims("a").ClaimAsync();
        Assert.Equal(states[0].JobId, (await AddAsync("train", "default")).JobId);
        Assert.True(await Claims("a").FinishAsync(Ended(claimed!)));
        Assert.NotEqual(states[0].JobId, (await AddAsync("train", "default")).JobId);
    }

    /// <summary>Accounts that are loaded beside their clients instead of after them would all be rejected.</summary>
    [EngineFact]
    public async Task Claim_Imports_WaitForWhatIsBeforeThemAndHoldBackWhatFollows()
    {
        foreach (var (kind, subject) in new[] { ("train", "default"), ("export", "all"), ("import", "kyc"), ("import", "accounts"), ("train", "anomalies") })
            await AddAsync(kind, subject);
        var (a, b) = (Claims("a"), Claims("b"));
        var train = await a.ClaimAsync();
        var export = await b.ClaimAsync();
        Assert.Equal(("default", "all"), (train!.State.Subject, export!.State.Subject));
        Assert.Null(await a.ClaimAsync());
        await a.FinishAsync(Ended(train));
        Assert.Null(await a.ClaimAsync());
        await b.FinishAsync(Ended(export));
        var clients = await b.ClaimAsync();
        Assert.Equal("kyc", clients!.State.Subject);
        Assert.Null(await a.ClaimAsync());
        await b.FinishAsync(Ended(clients));
        var accounts = await a.ClaimAsync();
        Assert.Equal("accounts", accounts!.State.Subject);
        await a.FinishAsync(Ended(accounts));
        Assert.Equal("anomalies", (await b.ClaimAsync())!.State.Subject);
    }

    [EngineFact]
    public async Task Claim_FilesOfAnotherFolder_AreLeftToWhoHasThem()
    {
        await AddAsync("import", "kyc", "folder1");
        Assert.Null(await Claims("b", "folder2").ClaimAsync());
        Assert.Equal("kyc", (await Claims("a", "folder1").ClaimAsync())!.State.Subject);
    }

    [EngineFact]
    public async Task TakeBack_SilentReplica_LosesTheJobAndChangesNothingAnyMore()
    {
        await AddAsync("train", "default");
        var (frozen, other) = (Claims("frozen"), Claims("other"));
        var first = (await frozen.ClaimAsync())!.State;
        Assert.True(await Left().TakeBackAsync(await SignAsync()));
        Assert.False(await Left().TakeBackAsync(await SignAsync()));
        var second = (await other.ClaimAsync())!.State;
        Assert.Equal((first.JobId, 1, 2), (second.JobId, first.Attempt, second.Attempt));

        Assert.Null(await frozen.BeatAsync(first));
        Assert.False(await frozen.FinishAsync(first with { Phase = JobPhase.Failed, FinishedAt = first.StartedAt }));
        await frozen.HandBackAsync(first);
        await Assert.ThrowsAsync<JobLostException>(async () =>
        {
            using var hold = frozen.Hold(first);
            await KeepAsync("frozen");
        });
        using (other.Hold(second))
            await KeepAsync("other");
        Assert.Equal(["other"], await _warehouse.Database.RowsAsync<string>("SELECT name FROM ops_properties"));
        Assert.False(await other.BeatAsync(second));
        Assert.True(await other.FinishAsync(second with { Phase = JobPhase.Succeeded, FinishedAt = second.StartedAt }));
    }

    [EngineFact]
    public async Task TakeBack_ASignOfLifeInTheMeantime_LeavesTheJob()
    {
        await AddAsync("train", "default");
        var job = (await Claims("a").ClaimAsync())!.State;
        var silent = await SignAsync();
        await Claims("a", day: Day.AddDays(1)).BeatAsync(job with { Step = "job_fitting", ShareDone = 0.25 });
        Assert.False(await Left().TakeBackAsync(silent));
        Assert.Equal(("running", "job_fitting", 0.25), (await SignAsync() is var sign ? (sign.Status, sign.Step, sign.ShareDone) : default));
    }

    [EngineFact]
    public async Task TakeBack_ThirdTime_EndsTheJobWithWords()
    {
        await AddAsync("train", "default");
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            Assert.Equal(attempt, (await Claims("a").ClaimAsync())!.State.Attempt);
            Assert.True(await Left().TakeBackAsync(await SignAsync()));
        }

        Assert.Null(await Claims("a").ClaimAsync());
        var ended = Assert.Single(await _repository.NewestAsync(1));
        Assert.Equal((JobPhase.Failed, "The program stopped each time while this job ran; it was begun 3 times and is not begun again."), (ended.Phase, ended.Error));
    }

    [EngineFact]
    public async Task HandBack_StoppingReplica_CountsAsNoAttempt()
    {
        await AddAsync("train", "default");
        await Claims("a").HandBackAsync((await Claims("a").ClaimAsync())!.State);
        Assert.Equal(1, (await Claims("b").ClaimAsync())!.State.Attempt);
    }

    [EngineFact]
    public async Task EndAbsent_FilesWhoseReplicaIsGone_FailsAfterItsTimeAndSaysWhatToDo()
    {
        await AddAsync("import", "kyc", "gone");
        await AddAsync("import", "accounts", "here");
        var left = Left("here", Day.AddDays(1));
        Assert.Equal(0, await left.EndAbsentAsync(TimeSpan.FromHours(25)));
        Assert.Equal(1, await left.EndAbsentAsync(TimeSpan.FromHours(23)));
        var ended = (await _repository.NewestAsync(2))[1];
        Assert.Equal(("kyc", JobPhase.Failed), (ended.Subject, ended.Phase));
        Assert.Contains("send them again", ended.Error, StringComparison.Ordinal);
        Assert.Equal("accounts", (await Claims("a", "here").ClaimAsync())!.State.Subject);
    }

    [EngineFact]
    public async Task EndCancelled_WaitingJob_EndsAndIsNeverClaimed()
    {
        var waiting = await AddAsync("import", "kyc", "here");
        await _repository.RequestCancelAsync(waiting.JobId);
        Assert.Null(await Claims("a", "here").ClaimAsync());
        Assert.Empty(await Left("elsewhere").EndCancelledAsync());
        Assert.Equal(waiting.JobId, Assert.Single(await Left("here").EndCancelledAsync()).JobId);
        Assert.Equal(JobPhase.Cancelled, Assert.Single(await _repository.NewestAsync(1)).Phase);
    }

    [PostgresFact]
    public async Task Rows_DuringALoad_AreWrittenWithoutWaitingForIt()
    {
        using var shared = new TemporaryWarehouse(TestEngine.Postgres);
        var repository = new JobRepository(shared.Database);
        var claims = new JobClaims(shared.Database, new ReplicaOptions(), TimeProvider.System);
        var (loading, loaded) = (new TaskCompletionSource(), new TaskCompletionSource());
        var load = shared.Database.WriteAsync(_ =>
        {
            loading.SetResult();
            loaded.Task.Wait();
        });
        await loading.Task;
        await repository.AddAsync(new Work("train", "default", _ => Task.CompletedTask), null, "Ada", TimeProvider.System.GetUtcNow()).WaitAsync(TimeSpan.FromSeconds(30));
        var job = await claims.ClaimAsync().WaitAsync(TimeSpan.FromSeconds(30));
        Assert.False(await claims.BeatAsync(job!.State).WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.False(load.IsCompleted);
        loaded.SetResult();
        await load;
    }

    private JobClaims Claims(string replica, string place = "", DateOnly? day = null) =>
        new(_warehouse.Database, new ReplicaOptions { Id = replica, Place = place }, new FixedTime(day ?? Day));

    private LeftJobs Left(string place = "", DateOnly? day = null) => new(_warehouse.Database, new ReplicaOptions { Place = place }, new FixedTime(day ?? Day));

    private Task<JobState> AddAsync(string kind, string subject, string? place = null) =>
        _repository.AddAsync(new Work(kind, subject, _ => Task.CompletedTask), place, "Ada", new FixedTime(Day).GetUtcNow());

    private async Task<JobSign> SignAsync() => Assert.Single(await _repository.SignsAsync());

    private Task KeepAsync(string name) =>
        _warehouse.Database.WriteAsync(w => w.Execute("INSERT INTO ops_properties (name, value) VALUES (@name, '1')", new { name }));

    private static JobState Ended(StoredJob job) => job.State with { Phase = JobPhase.Succeeded, FinishedAt = job.State.StartedAt };
}
