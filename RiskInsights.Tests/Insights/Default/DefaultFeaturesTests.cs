using System.Globalization;
using System.Text;
using RiskInsights.Core.Insights.Default;
using RiskInsights.Core.Modelling.History;
using RiskInsights.Core.Modelling.Recipes;
using RiskInsights.Core.Modelling.Training;
using RiskInsights.Tests.Ingestion;
using RiskInsights.Tests.Warehouse;

namespace RiskInsights.Tests.Insights.Default;

/// <summary>Features and labels of clients whose files were written by hand, imported by the real importer.</summary>
public sealed class DefaultFeaturesTests
{
    private static readonly DateOnly AsOf = new(2024, 6, 1);

    private const string Past = SmallBank.TransactionsHeader + """

        1,A1,2023-06-01T08:00:00,1200.00,salary,system,FR,,1200.00
        2,A1,2023-12-10T08:00:00,1200.00,salary,system,FR,,2000.00
        3,A1,2024-02-29T08:00:00,-300.00,card_payment,online,FR,groceries,1700.00
        4,A1,2024-03-01T08:00:00,1500.00,salary,system,FR,,3200.00
        5,A1,2024-03-15T08:00:00,-600.00,cash,atm,ES,,2600.00
        6,A1,2024-04-02T08:00:00,-2700.00,card_payment,mobile,FR,travel,-100.00
        7,A1,2024-05-02T08:00:00,1500.00,salary,system,FR,,1400.00
        8,A1,2024-05-20T08:00:00,-150.00,loan_payment,system,FR,,1250.00
        9,A1,2024-05-31T23:59:59,-12.00,fee,system,FR,,1238.00
        10,A2,2024-01-05T08:00:00,500.00,transfer,mobile,FR,,500.00
        11,B1,2024-05-05T08:00:00,20.00,transfer,mobile,GB,,20.00

        """;

    private const string PastEvents = SmallBank.EventsHeader + """

        e1,1001,A1,2024-03-02,missed_payment,
        e2,1001,A1,2024-03-03,missed_payment,
        e3,1001,A1,2023-06-02,missed_payment,
        e4,1001,A1,2023-06-01,missed_payment,
        e5,1001,,2024-05-31,complaint,
        e6,1001,A1,2024-01-10,card_blocked,

        """;

    [EngineFact]
    public async Task Features_OfOneClient_AreThoseComputedByHand()
    {
        using var bank = await BankAsync();
        var values = await ValuesAsync(bank);
        var first = values[await KeyAsync(bank, 1980)];

        // 90 days before 1 June begin on 3 March, 365 days on 2 June of the year before.
        Assert.Equal(1, first["missed_payments_90d"]);
        Assert.Equal(3, first["missed_payments_365d"]);
        int[] ages = [91, 90, 365, 366];
        Assert.Equal(ages.Sum(days => Math.Pow(2, -days / 60.0)), first["missed_payments_recent"]!.Value, 4);
        Assert.Equal(1, first["overdrawn_months"]); // April
        Assert.Equal(0, first["cash_share_1m"]);
        Assert.Equal(1, first["complaints_365d"]);
        Assert.Equal(1, first["card_blocks_365d"]);
        Assert.Equal(1000, first["income_monthly"]!.Value, 4); // 2 × 1,500 over March, April, May
        Assert.Equal(4 * 3000.0 / 5400, first["income_trend"]!.Value, 4); // June of the year before is in the twelve months
        Assert.Equal(3, first["months_without_income"]); // of December to May: January, February, April
        Assert.Equal(3462.0 / 3000, first["spending_to_income"]!.Value, 4);
        Assert.Equal(1738, first["balance"]!.Value, 4); // both accounts
        Assert.Equal(1738 - 2200, first["balance_change"]!.Value, 4); // end of February: 1,700 and 500
        Assert.Equal(-100, first["lowest_balance"]!.Value, 4);
        Assert.Equal(1.0 / 6, first["overdrawn_share"]!.Value, 4);
        Assert.Equal(600.0 / 3462, first["cash_share"]!.Value, 4);
        Assert.Equal(600.0 / 3462, first["foreign_share"]!.Value, 4);
        Assert.Equal(1.0 / 6, first["digital_share"]!.Value, 4);
        Assert.Equal(2, first["transactions_monthly"]!.Value, 4);
        Assert.Equal(12, first["fees"]!.Value, 4);
        Assert.Equal(150.0 / 3000, first["instalment_to_income"]!.Value, 4);
        Assert.Equal(1, first["has_loan"]);
        Assert.Equal(44, first["age"]);
        Assert.Equal((AsOf.DayNumber - new DateOnly(2020, 1, 2).DayNumber) / 30.44, first["tenure"]!.Value, 4);
    }

    [EngineFact]
    public async Task Features_NothingToDivideBy_AreUnknown()
    {
        using var bank = await BankAsync();
        var second = (await ValuesAsync(bank))[await KeyAsync(bank, 1990)];
        Assert.Null(second["income_trend"]);
        Assert.Null(second["cash_share"]);
        Assert.Null(second["balance_change"]);
        Assert.Equal(20, second["balance"]);
    }

    [EngineTheory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Features_FactsOnOrAfterTheDate_ChangeNothing(int seed)
    {
        using var bank = await BankAsync();
        var before = await RowsAsync(bank);
        var random = new Random(seed);
        await bank.ImportAsync("later.csv", LaterTransactions(random));
        await bank.ImportAsync("later_events.csv", LaterEvents(random));
        Assert.Equal(before, await RowsAsync(bank));
    }

    [EngineFact]
    public async Task Features_AFactOnTheDayBefore_ChangesThem()
    {
        using var bank = await BankAsync();
        var before = await RowsAsync(bank);
        await bank.ImportAsync("late.csv", SmallBank.TransactionsHeader + "\n90,A1,2024-05-31T10:00:00,-5.00,cash,atm,FR,,1.00\n");
        Assert.NotEqual(before, await RowsAsync(bank));
    }

    [EngineTheory]
    [InlineData("2024-05-31", false, false)]
    [InlineData("2024-06-01", true, true)]
    [InlineData("2024-08-29", true, true)]
    [InlineData("2024-08-30", true, false)]
    public async Task Label_OfADefault_DependsOnWhetherItFallsIntoTheWindow(string day, bool atRisk, bool label)
    {
        using var bank = await BankAsync();
        await bank.ImportAsync("default.csv", $"{SmallBank.EventsHeader}\nd1,1001,A1,{day},default_90dpd,\n");
        var key = await KeyAsync(bank, 1980);
        Assert.Equal(atRisk, (await RowsAsync(bank)).ContainsKey(key));
        Assert.Equal(label, await LabelAsync(bank, key));
    }

    [EngineTheory]
    [InlineData("2024-06-01", "", false)]
    [InlineData("2024-05-31", "", true)]
    [InlineData("2020-01-02", "2024-05-31", false)]
    [InlineData("2020-01-02", "2024-06-01", true)]
    public async Task Rows_OfAClientWhoJoinedLaterOrLeft_AreLeftOut(string joined, string left, bool there)
    {
        using var bank = await BankAsync();
        await bank.ImportAsync("kyc2.csv", $"{SmallBank.KycHeader}\n1001,Zoé Dupré,1980-05-17,,,retail,FR,,verified,low,{joined},{left}\n");
        var key = await KeyAsync(bank, 1980);
        Assert.Equal(there, (await RowsAsync(bank)).ContainsKey(key));
    }

    private static async Task<SmallBank> BankAsync()
    {
        var bank = await new SmallBank(today: new DateOnly(2025, 6, 30)).WithAccountsAsync();
        await bank.ImportAsync("transactions.csv", Past);
        await bank.ImportAsync("events.csv", PastEvents);
        return bank;
    }

    private static ModelRecipe Recipe { get; } = DefaultRecipe.Create();

    /// <summary>The rows of the population, by client.</summary>
    private static async Task<Dictionary<int, float[]>> RowsAsync(SmallBank bank)
    {
        var (_, rows) = await TrainingRowsReader.ReadAsync(Recipe, new HistoryReader(bank.Database), [], AsOf, _ => { }, default);
        return rows!.ClientKeys.Select((key, i) => (key, Row: rows.Features.Row(i).ToArray())).ToDictionary(r => r.key, r => r.Row);
    }

    private static async Task<bool> LabelAsync(SmallBank bank, int clientKey)
    {
        var (rows, _) = await TrainingRowsReader.ReadAsync(Recipe, new HistoryReader(bank.Database), [AsOf], null, _ => { }, default);
        var row = Array.IndexOf(rows.ClientKeys, clientKey);
        return row >= 0 && rows.Labels[row] == 1;
    }

    private static async Task<Dictionary<int, Dictionary<string, double?>>> ValuesAsync(SmallBank bank) =>
        (await RowsAsync(bank)).ToDictionary(
            r => r.Key,
            r => Recipe.Features.Select((f, i) => (f.Name, Value: r.Value[i])).ToDictionary(f => f.Name, f => float.IsNaN(f.Value) ? (double?)null : f.Value, StringComparer.Ordinal));

    private static Task<int> KeyAsync(SmallBank bank, int birthYear) =>
        bank.ValueAsync<int>($"SELECT client_key FROM dim_clients WHERE birth_year = {birthYear.ToString(CultureInfo.InvariantCulture)}");

    private static string LaterTransactions(Random random)
    {
        string[] types = ["salary", "cash", "loan_payment", "fee", "card_payment", "transfer"];
        var csv = new StringBuilder(SmallBank.TransactionsHeader).Append('\n');
        for (var id = 1000; id < 1040; id++)
        {
            // The first falls on the date itself, at its first second.
            var moment = AsOf.ToDateTime(TimeOnly.MinValue).AddMinutes(id == 1000 ? 0 : random.Next(300 * 24 * 60));
            csv.Append(CultureInfo.InvariantCulture, $"{id},{(random.Next(2) == 0 ? "A1" : "B1")},{moment:yyyy-MM-ddTHH:mm:ss},{random.Next(-900, 900)}.25,{types[random.Next(types.Length)]},mobile,ES,,{random.Next(-5000, 5000)}.00\n");
        }

        return csv.ToString();
    }

    private static string LaterEvents(Random random)
    {
        string[] types = ["missed_payment", "complaint", "card_blocked", "default_90dpd"];
        var csv = new StringBuilder(SmallBank.EventsHeader).Append('\n');
        for (var id = 0; id < 20; id++)
            csv.Append(CultureInfo.InvariantCulture, $"later{id},{random.Next(1001, 1003)},,{AsOf.AddDays(id == 0 ? 0 : random.Next(300)):yyyy-MM-dd},{types[random.Next(types.Length)]},\n");
        return csv.ToString();
    }
}
