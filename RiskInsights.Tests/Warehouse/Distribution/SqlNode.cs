namespace RiskInsights.Tests.Warehouse.Distribution;

/// <summary>A piece of an SQL text, or all that stands in one pair of brackets.</summary>
public sealed class SqlNode
{
    private SqlNode(SqlToken token, IReadOnlyList<SqlNode>? inside) => (Token, Inside) = (token, inside);

    public SqlToken Token { get; }

    /// <summary>Null for a piece that is no brackets.</summary>
    public IReadOnlyList<SqlNode>? Inside { get; }

    public bool IsQuery => Inside is [{ } first, ..] && (first.Is("SELECT") || first.Is("WITH"));

    public bool IsName => Inside is null && Token.IsName;

    public bool Is(string text) => Inside is null && Token.Is(text);

    /// <summary>The statements of a text, which a semicolon divides.</summary>
    public static IReadOnlyList<IReadOnlyList<SqlNode>> Statements(string sql)
    {
        var tokens = SqlToken.Of(sql);
        var at = 0;
        var nodes = Nested(tokens, ref at);
        if (at != tokens.Count)
            throw new FormatException($"A bracket closes that never opened: {sql}");
        return [.. Split(nodes, n => n.Is(";")).Where(s => s.Count > 0)];
    }

    public static IReadOnlyList<IReadOnlyList<SqlNode>> Split(IReadOnlyList<SqlNode> nodes, Func<SqlNode, bool> divides)
    {
        var parts = new List<List<SqlNode>> { new() };
        foreach (var node in nodes)
        {
            if (divides(node))
                parts.Add([]);
            else
                parts[^1].Add(node);
        }

        return parts;
    }

    private static List<SqlNode> Nested(IReadOnlyList<SqlToken> tokens, ref int at)
    {
        var nodes = new List<SqlNode>();
        while (at < tokens.Count && !tokens[at].Is(")"))
        {
            if (!tokens[at].Is("("))
            {
                nodes.Add(new SqlNode(tokens[at++], null));
                continue;
            }

            at++;
            nodes.Add(new SqlNode(default, Nested(tokens, ref at)));
            if (at == tokens.Count)
                throw new FormatException("A bracket does not close.");
            at++;
        }

        return nodes;
    }
}
