using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using RiskInsights.Core.Exports;
using RiskInsights.Core.Insights.Anomalies;
using RiskInsights.Core.Insights.Clients;
using RiskInsights.Core.Insights.Portfolio;
using RiskInsights.Core.Insights.Transactions;
using RiskInsights.Core.Warehouse;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Tests.Warehouse.Distribution;

/// <summary>
/// Every SQL text that the program can send: constants, exports, and what is composed for a filter, with every restriction
/// and with none. What only one engine sends (<c>Warehouse/Engines</c>) is not among them.
/// </summary>
internal static partial class SqlTexts
{
    private const BindingFlags Anything = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
    private static readonly Period Period = new(new DateOnly(2024, 1, 10), new DateOnly(2024, 3, 20));
    private static readonly string[] Some = ["a", "b"];

    /// <summary>By where each comes from.</summary>
    public static IReadOnlyList<(string From, string Sql)> All { get; } = [.. Constants(), .. Exports(), .. Composed(), .. Transactions(), .. Clients()];

    public static bool IsStatement(string text) => Beginning().IsMatch(text);

    /// <summary>The tables that texts make for one transaction.</summary>
    public static IReadOnlyList<string> TemporaryTables { get; } = [.. All.SelectMany(t => Temporary().Matches(t.Sql)).Select(m => m.Groups["table"].Value)];

    private static IEnumerable<Type> Types() =>
        new[] { typeof(WarehouseDatabase).Assembly, typeof(DashboardUrls).Assembly }.SelectMany(a => a.GetTypes())
            .Where(t => t.Namespace?.StartsWith("RiskInsights.Core.Warehouse.Engines", StringComparison.Ordinal) != true);

    private static IEnumerable<(string From, string Sql)> Constants() =>
        from type in Types()
        from field in type.GetFields(Anything)
        where field.IsLiteral && field.FieldType == typeof(string)
        let text = (string)field.GetRawConstantValue()!
        where IsStatement(text)
        select ($"{type.Name}.{field.Name}", text);

    private static IEnumerable<(string From, string Sql)> Exports()
    {
        using var services = new ServiceCollection().AddExports().BuildServiceProvider();
        return [.. services.GetServices<IExport>().Select(e => (e.Name, e.Sql))];
    }

    private static IEnumerable<(string From, string Sql)> Composed() =>
        from type in Types()
        from method in type.GetMethods(Anything)
        where method.ReturnType == typeof(string) && !method.IsSpecialName
            && (method.Name.EndsWith("Sql", StringComparison.Ordinal) || (type == typeof(PortfolioSql) && method.IsPublic))
        from arguments in Arguments([.. method.GetParameters()])
        select ($"{type.Name}.{method.Name}", (string)method.Invoke(null, arguments)!);

    private static IEnumerable<(string From, string Sql)> Transactions()
    {
        var plain = new TransactionFilter { From = Period.From, To = Period.To };
        TransactionFilter[] filters =
        [
            plain,
            plain with { Segments = Some, Countries = Some, Channels = Some, Types = Some },
            plain with { Segments = Some, AccountId = "a", ClientId = "c" },
        ];
        foreach (var query in filters.Select(f => new TransactionQuery(f)))
        {
            yield return ("TransactionQuery.All", query.All);
            yield return ("TransactionQuery.Totals", query.Totals);
            foreach (var sort in Enum.GetValues<TransactionSort>())
                yield return ("TransactionQuery.Page", query.Page(sort, descending: true));
        }
    }

    private static IEnumerable<(string From, string Sql)> Clients()
    {
        var plain = new ClientListFilter();
        ClientListFilter[] filters =
        [
            plain,
            plain with { Search = "a", Segments = Some, Countries = Some, KycStatus = "a", AtLeast = 0.01, Below = 0.1, Presence = ClientPresence.Left },
            plain with { Presence = ClientPresence.Present },
        ];
        foreach (var query in filters.Select(f => new ClientListQuery(f, null)))
        {
            yield return ("ClientListQuery.Count", query.Count);
            yield return ("ClientListQuery.CountScored", query.CountScored);
            yield return ("ClientListQuery.UnscoredPage", query.UnscoredPage);
            foreach (var sort in Enum.GetValues<ClientSort>())
            {
                yield return ("ClientListQuery.Page", query.Page(sort, descending: true));
                yield return ("ClientListQuery.All", query.All(sort, descending: false));
            }
        }
    }

    private static IEnumerable<object[]> Arguments(IReadOnlyList<ParameterInfo> parameters) =>
        parameters.Aggregate<ParameterInfo, IEnumerable<object[]>>([[]], (rows, parameter) => rows.SelectMany(row => Samples(parameter).Select(s => (object[])[.. row, s])));

    private static IEnumerable<object> Samples(ParameterInfo parameter) => parameter.ParameterType switch
    {
        var type when type == typeof(AnomalyFilter) => Anomalies(),
        var type when type == typeof(PortfolioFilter) =>
        [
            new PortfolioFilter { Period = Period, Previous = Period.Before() },
            new PortfolioFilter { Period = Period, Previous = Period.Before(), Segments = Some, Countries = Some, Channels = Some, Types = Some },
        ],
        var type when type == typeof(PortfolioDimension) => Enum.GetValues<PortfolioDimension>().Cast<object>(),
        var type when type == typeof(string) => ["s.score"],
        var type => throw new NotSupportedException($"{parameter.Member.DeclaringType}.{parameter.Member.Name} makes an SQL text of a {type.Name}: give a sample of it here."),
    };

    private static IEnumerable<AnomalyFilter> Anomalies()
    {
        var plain = new AnomalyFilter { From = Period.From, To = Period.To };
        yield return plain;
        yield return plain with { Countries = Some, Channels = Some, Types = Some };
        foreach (var verdicts in Enum.GetValues<VerdictFilter>())
            yield return plain with { Segments = Some, Countries = Some, Channels = Some, Types = Some, Verdicts = verdicts };
    }

    [GeneratedRegex(@"^\s*(SELECT|INSERT INTO|UPDATE|DELETE FROM|WITH|CREATE|DROP)\s", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Beginning();

    [GeneratedRegex(@"CREATE TEMPORARY TABLE (?<table>\w+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Temporary();
}
