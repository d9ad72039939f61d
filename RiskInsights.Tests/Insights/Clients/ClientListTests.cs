using RiskInsights.Core.Insights.Clients;
using RiskInsights.Tests.Warehouse;

namespace RiskInsights.Tests.Insights.Clients;

public sealed class ClientListTests : IAsyncLifetime
{
    private ClientBank _bank = null!;

    public async Task InitializeAsync()
    {
        _bank = await ClientBank.CreateAsync();
        await _bank.AddVersionAsync("default", 1, "archived");
        await _bank.AddVersionAsync("default", 2, "champion");
        await _bank.AddScoreAsync("default", 1, 20240401, "affluent", 0.9, 1);
        await _bank.AddScoreAsync("default", 2, 20240201, "affluent", 0.9, 1);
        await _bank.AddScoreAsync("default", 2, 20240301, "student", 0.30, 1);
        await _bank.AddScoreAsync("default", 2, 20240301, "retail", 0.02, 2);
    }

    public Task DisposeAsync()
    {
        _bank.Dispose();
        return Task.CompletedTask;
    }

    private async Task<string> SegmentsAsync(ClientListFilter filter, ClientSort sort = ClientSort.Risk, bool descending = true)
    {
        var (total, rows) = await _bank.List.PageAsync(filter, sort, descending, 0, 10);
        Assert.Equal(rows.Count, total);
        var (sql, parameters) = await _bank.List.AllQueryAsync(filter, sort, descending);
        Assert.Equal(rows, await _bank.Database.RowsAsync<ListedClient>(sql, parameters));
        return string.Join(' ', rows.Select(r => r.Segment));
    }

    [EngineFact]
    public async Task Page_ByRisk_HasTheChampionsNewestScoresAndTheUnscoredLast()
    {
        var (total, rows) = await _bank.List.PageAsync(new(), ClientSort.Risk, descending: true, 0, 2);
        Assert.Equal(3, total);
        Assert.Equal([("student", 0.30, 1, 1), ("retail", 0.02, 2, 3)], rows.Select(r => (r.Segment, r.Probability!.Value, r.ScoreRank!.Value, r.Accounts)));
        var last = Assert.Single((await _bank.List.PageAsync(new(), ClientSort.Risk, descending: true, 2, 2)).Rows);
        Assert.Equal(("affluent", "CZ", "expired", 0), (last.Segment, last.Country, last.KycStatus, last.Accounts));
        Assert.Equal((null, null, null, new DateOnly(2024, 3, 31)), (last.Probability, last.ScoreRank, last.JoinedOn, last.LeftOn));
    }

    /// <summary>Scored and unscored clients come from two queries: whatever the pages are, together they are the list.</summary>
    [EngineTheory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public async Task Page_ByRiskPageByPage_GivesEachClientOnce(int size)
    {
        var segments = new List<string>();
        for (var offset = 0; offset < 9; offset += size)
            segments.AddRange((await _bank.List.PageAsync(new(), ClientSort.Risk, descending: true, offset, size)).Rows.Select(r => r.Segment));
        Assert.Equal(["student", "retail", "affluent"], segments);
    }

    [EngineTheory]
    [InlineData(ClientSort.Risk, false, "retail student affluent")]
    [InlineData(ClientSort.Joined, true, "student retail affluent")]
    [InlineData(ClientSort.Joined, false, "retail student affluent")]
    public async Task Page_InAnyOrder_PutsTheUnknownLast(ClientSort sort, bool descending, string expected) =>
        Assert.Equal(expected, await SegmentsAsync(new(), sort, descending));

    [EngineFact]
    public async Task Page_ByPseudonym_IsInTheOrderOfItsText()
    {
        var (_, rows) = await _bank.List.PageAsync(new(), ClientSort.ClientId, descending: false, 0, 10);
        Assert.Equal(rows.Select(r => r.ClientId).Order(StringComparer.Ordinal), rows.Select(r => r.ClientId));
        var (_, reverse) = await _bank.List.PageAsync(new(), ClientSort.ClientId, descending: true, 0, 10);
        Assert.Equal(rows.Reverse(), reverse);
    }

    public static TheoryData<string, ClientListFilter> Filters => new()
    {
        { "student retail", new() { Segments = ["retail", "student"] } },
        { "affluent", new() { Countries = ["CZ"] } },
        { "student", new() { KycStatus = "pending" } },
        { "student", new() { AtLeast = 0.25 } },
        { "retail", new() { Below = 0.25 } },
        { "retail", new() { AtLeast = 0.01, Below = 0.04 } },
        { "student retail", new() { Presence = ClientPresence.Present } },
        { "affluent", new() { Presence = ClientPresence.Left } },
        { "retail", new() { Search = " A3 ", Segments = ["retail"] } },
        { "student", new() { Search = "b1", Segments = ["student"] } },
        { "student retail affluent", new() { Search = "cl-" } },
        { "", new() { Search = "no such client" } },
        { "", new() { Search = "%" } },
        { "", new() { Search = "' OR 1 = 1 --" } },
        { "", new() { Segments = ["x') OR 1 = 1 --"] } },
    };

    [EngineTheory]
    [MemberData(nameof(Filters))]
    public async Task Filter_OfAnyKind_PageCountAndFileAgree(string expected, ClientListFilter filter) => Assert.Equal(expected, await SegmentsAsync(filter));

    [EngineFact]
    public async Task Search_ByPseudonym_FindsItInAnyCaseAndWithoutPrefix()
    {
        var id = await _bank.IdAsync("student");
        Assert.Equal("student", await SegmentsAsync(new() { Search = id }));
        Assert.Equal("student", await SegmentsAsync(new() { Search = id[3..12].ToLowerInvariant() }));
    }

    [Fact]
    public async Task Page_ByRisk_WalksTheRanksOnSqlite()
    {
        var query = new ClientListQuery(new() { Segments = ["retail"] }, (2, new DateOnly(2024, 3, 1)));
        var steps = new List<string>();
        await _bank.Database.ForEachRecordAsync("EXPLAIN QUERY PLAN " + query.Page(ClientSort.Risk, descending: true), query.Parameters(0, 25), row => steps.Add(row.GetString(3)));
        Assert.Contains(steps, s => s.Contains("INDEX ml_scores_rank (model_name=? AND version=? AND as_of_date_key=?)", StringComparison.Ordinal));
        Assert.DoesNotContain(steps, s => s.Contains("SCAN p", StringComparison.Ordinal));
    }

    [EngineFact]
    public async Task Codes_OfTheBank_AreInOrder()
    {
        var codes = await _bank.List.CodesAsync();
        Assert.Equal(["affluent", "retail", "student"], codes.Segments);
        Assert.Equal(["CZ", "FR", "GB"], codes.Countries);
        Assert.Equal(["expired", "pending", "verified"], codes.KycStatuses);
    }
}
