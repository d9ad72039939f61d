namespace RiskInsights.Tests.Warehouse.Distribution;

/// <summary>One SELECT, UPDATE or DELETE, cut into its clauses. What is not there is empty.</summary>
public sealed record SqlBlock
{
    private static readonly string[] Clauses = ["FROM", "WHERE", "GROUP", "HAVING", "WINDOW", "ORDER", "LIMIT", "OFFSET", "RETURNING", "ON CONFLICT"];
    private static readonly string[] Joins = ["JOIN", "LEFT", "RIGHT", "FULL", "INNER", "CROSS", "NATURAL", "OUTER"];

    /// <summary>What is selected or set.</summary>
    public IReadOnlyList<SqlNode> Head { get; private init; } = [];

    public IReadOnlyList<SqlSource> From { get; private init; } = [];

    public IReadOnlyList<SqlNode> Where { get; private init; } = [];

    public IReadOnlyList<SqlNode> GroupBy { get; private init; } = [];

    public IReadOnlyList<SqlNode> Having { get; private init; } = [];

    /// <summary>Whether it has a GROUP BY, or one of its results is an aggregate over all rows.</summary>
    public bool IsAggregated => GroupBy.Count > 0 || Head.Where((n, i) => IsAggregate(n) && !IsWindow(i)).Any();

    public IEnumerable<IReadOnlyList<SqlNode>> Expressions => [Head, Where, Having, .. From.Select(s => s.On)];

    public static SqlBlock Of(IReadOnlyList<SqlNode> nodes)
    {
        var clauses = new Dictionary<string, List<SqlNode>>(StringComparer.Ordinal) { [""] = [] };
        var current = "";
        for (var i = 1; i < nodes.Count; i++)
        {
            var named = Clauses.FirstOrDefault(c => nodes[i].Is(c) || (c.StartsWith("ON ", StringComparison.Ordinal) && nodes[i].Is("ON") && i + 1 < nodes.Count && nodes[i + 1].Is("CONFLICT")));
            if (named is null)
                clauses[current].Add(nodes[i]);
            else
                clauses[current = named] = [];
        }

        IReadOnlyList<SqlNode> Clause(string name) => clauses.TryGetValue(name, out var found) ? found : [];
        var sources = Sources(Clause("FROM"));
        if (nodes[0].Is("UPDATE"))
            sources = [.. Sources([clauses[""][0]]), .. sources];
        return new SqlBlock { Head = clauses[""], From = sources, Where = Clause("WHERE"), GroupBy = Clause("GROUP"), Having = Clause("HAVING") };
    }

    private static List<SqlSource> Sources(IReadOnlyList<SqlNode> nodes)
    {
        var sources = new List<SqlSource>();
        for (var i = 0; i < nodes.Count;)
        {
            if (nodes[i].Is(",") || Joins.Any(nodes[i].Is))
            {
                i++;
                continue;
            }

            var table = nodes[i++];
            if (table.Inside is null && !table.IsName)
                throw new FormatException($"There is no table where one was expected: {table.Token.Text}");
            if (i < nodes.Count && nodes[i].Is("AS"))
                i++;
            var alias = i < nodes.Count && nodes[i].IsName ? nodes[i++].Token.Text : table.Token.Text ?? "";
            var (on, shared) = (new List<SqlNode>(), new List<string>());
            if (i < nodes.Count && nodes[i].Is("USING"))
            {
                shared.AddRange(nodes[i + 1].Inside!.Where(n => n.IsName).Select(n => n.Token.Text));
                i += 2;
            }
            else if (i < nodes.Count && nodes[i].Is("ON"))
            {
                for (i++; i < nodes.Count && !nodes[i].Is(",") && !Joins.Any(nodes[i].Is); i++)
                    on.Add(nodes[i]);
            }

            sources.Add(new SqlSource(table, alias, on, shared));
        }

        return sources;
    }

    private static bool IsAggregate(SqlNode node) => node.Is("COUNT") || node.Is("SUM") || node.Is("MIN") || node.Is("MAX") || node.Is("AVG")
        || (node.Inside is { } inside && !node.IsQuery && inside.Any(IsAggregate));

    private bool IsWindow(int at) => at + 2 < Head.Count && Head[at + 2].Is("OVER");
}

/// <summary>A table, or a query in brackets, with its name in the query and what it is joined on.</summary>
public sealed record SqlSource(SqlNode Table, string Alias, IReadOnlyList<SqlNode> On, IReadOnlyList<string> Using);
