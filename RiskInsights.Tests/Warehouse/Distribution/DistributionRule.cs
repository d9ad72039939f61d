namespace RiskInsights.Tests.Warehouse.Distribution;

/// <summary>
/// Holds an SQL text to what a cluster can answer where the rows lie: tables that are distributed are joined on
/// <c>client_key</c>, every other table that is joined to them is a reference table, and whoever joins
/// <c>fact_transactions</c> by a transaction gives its day too, so that only that month is read. What is summed up over all
/// clients first is small and is sent to every node: it counts as a reference table.
/// </summary>
public sealed class DistributionRule
{
    private const string Key = "client_key";
    private static readonly string[] FactKeys = ["account_key", "transaction_id", "event_id", "verdict_id"];
    private static readonly string[] CarryTransactionAndDay = ["ml_anomaly_scores", "ml_verdicts"];

    private readonly IReadOnlyDictionary<string, Place> _places;
    private readonly HashSet<string> _temporary = new(StringComparer.Ordinal);
    private readonly List<Item> _items = [];
    private readonly Dictionary<string, string> _same = new(StringComparer.Ordinal);
    private readonly List<string> _violations = [];

    private DistributionRule(IReadOnlyDictionary<string, Place> places, IEnumerable<string> temporary)
    {
        _places = places;
        _temporary.UnionWith(temporary);
    }

    /// <summary>What is wrong with a text; empty when nothing is.</summary>
    /// <param name="temporary">Tables that other texts make for one transaction: they lie on the coordinator and are sent along.</param>
    public static IReadOnlyList<string> Violations(string sql, IReadOnlyDictionary<string, Place> places, params IEnumerable<string> temporary)
    {
        var found = new List<string>();
        foreach (var statement in SqlNode.Statements(sql))
        {
            var rule = new DistributionRule(places, temporary);
            rule.Statement(statement, Scope.Empty);
            rule.Days();
            found.AddRange(rule._violations);
        }

        return found;
    }

    private Relation Statement(IReadOnlyList<SqlNode> nodes, Scope scope)
    {
        if (nodes[0].Is("WITH"))
            return With(nodes, scope);
        if (nodes[0].Is("INSERT"))
            return Insert(nodes, scope);
        if (nodes[0].Is("SELECT") || nodes[0].Is("UPDATE") || nodes[0].Is("DELETE"))
            return Union(nodes, scope);
        if (!nodes[0].Is("CREATE") && !nodes[0].Is("DROP"))
            _violations.Add($"a statement begins with {nodes[0].Token.Text}");
        return new Relation(Place.Reference, false, false);
    }

    private Relation With(IReadOnlyList<SqlNode> nodes, Scope scope)
    {
        scope = scope.Inner();
        var at = 1;
        for (; at < nodes.Count && nodes[at].IsName; at += at + 3 < nodes.Count && nodes[at + 3].Is(",") ? 4 : 3)
            scope.Named[nodes[at].Token.Text] = Derived(nodes[at + 2].Inside!, scope);
        // A beginning that several texts share stands alone too.
        return at < nodes.Count ? Statement([.. nodes.Skip(at)], scope) : new Relation(Place.Reference, false, false);
    }

    private Relation Insert(IReadOnlyList<SqlNode> nodes, Scope scope)
    {
        var target = nodes[2].Token.Text;
        if (PlaceOf(target) == Place.Distributed && !nodes[3].Inside!.Any(n => n.Is(Key)))
            _violations.Add($"{target} is filled without {Key}");
        var query = nodes.Skip(4).TakeWhile((n, i) => !n.Is("RETURNING") && !(n.Is("ON") && nodes[i + 5].Is("CONFLICT"))).ToList();
        return query[0].Is("VALUES") ? new Relation(Place.Reference, false, false) : Statement(query, scope);
    }

    private Relation Union(IReadOnlyList<SqlNode> nodes, Scope scope)
    {
        var parts = SqlNode.Split(nodes, n => n.Is("UNION") || n.Is("INTERSECT") || n.Is("EXCEPT"))
            .Select(p => Block(p[0].Is("ALL") ? [.. p.Skip(1)] : p, scope)).ToList();
        return new Relation(
            parts.Any(p => p.Place == Place.Distributed) ? Place.Distributed : parts.Any(p => p.Place == Place.Local) ? Place.Local : Place.Reference,
            parts.All(p => p.GivesClient || p.Place != Place.Distributed),
            parts.Exists(p => p.IsByFact));
    }

    /// <summary>A query that others are joined to or compared with.</summary>
    private Relation Derived(IReadOnlyList<SqlNode> nodes, Scope scope)
    {
        var relation = Statement(nodes, scope);
        if (relation.IsByFact)
            _violations.Add($"a query is summed up by {string.Join(" or ", FactKeys)} without {Key}");
        return relation;
    }

    private Relation Block(IReadOnlyList<SqlNode> nodes, Scope outer)
    {
        var block = SqlBlock.Of(nodes);
        var scope = outer.Inner();
        var own = new List<Item>();
        foreach (var source in block.From)
        {
            var item = Add(source, outer);
            foreach (var column in source.Using)
                own.ForEach(other => Join(other, column, item, column));
            own.Add(item);
            scope.Items[source.Alias] = item;
        }

        foreach (var condition in (IEnumerable<IReadOnlyList<SqlNode>>)[block.Where, .. block.From.Select(s => s.On)])
            Equalities(condition, scope);
        var spread = own.FindAll(i => i.Place == Place.Distributed);
        foreach (var expression in block.Expressions)
            Subqueries(expression, scope, spread);
        if (spread.Exists(i => !AreSame(i, spread[0])))
            _violations.Add($"{string.Join(" and ", spread.Select(i => i.Name))} are not joined on {Key}");
        if (spread.Count > 0 && own.Find(i => i.Place == Place.Local) is { } local)
            _violations.Add($"{local.Name} is no reference table and is joined to {spread[0].Name}");

        if (spread.Count == 0)
            return new Relation(own.Exists(i => i.Place == Place.Local) ? Place.Local : Place.Reference, false, false);
        if (block.IsAggregated && !block.GroupBy.Any(n => n.Is(Key)))
            return new Relation(Place.Reference, false, block.GroupBy.Any(n => FactKeys.Any(n.Is)));
        return new Relation(Place.Distributed, GivesClient(block), false);
    }

    private Item Add(SqlSource source, Scope outer)
    {
        Relation relation;
        if (source.Table.Inside is { } query)
            relation = Derived(query, outer);
        else if (outer.NamedOrNull(source.Table.Token.Text) is { } named)
            relation = named;
        else
            relation = OfTable(source.Table.Token.Text);
        var item = new Item(_items.Count, source.Alias, source.Table.Token.Text, relation.Place, relation.GivesClient);
        _items.Add(item);
        return item;
    }

    private Relation OfTable(string table)
    {
        var place = PlaceOf(table);
        return new Relation(place, place == Place.Distributed, false);
    }

    private Place PlaceOf(string table)
    {
        if (_places.TryGetValue(table, out var place))
            return place;
        if (!_temporary.Contains(table))
            _violations.Add($"{table} has no place in distribute.sql");
        return Place.Reference;
    }

    /// <summary>Only what every row must fulfil joins tables: conditions under OR do not.</summary>
    private void Equalities(IReadOnlyList<SqlNode> condition, Scope scope)
    {
        if (condition is [{ Inside: { } inside, IsQuery: false }])
        {
            Equalities(inside, scope);
            return;
        }

        if (condition.Any(n => n.Is("OR")))
            return;
        foreach (var part in SqlNode.Split(condition, n => n.Is("AND")))
        {
            if (part is [{ Inside: { }, IsQuery: false }])
                Equalities(part, scope);
            else if (part.Count == 7 && part[3].Is("=") && Column(part, 0, scope) is { } left && Column(part, 4, scope) is { } right)
                Join(left.Item, left.Name, right.Item, right.Name);
        }
    }

    private static (Item Item, string Name)? Column(IReadOnlyList<SqlNode> nodes, int at, Scope scope) =>
        nodes[at].IsName && nodes[at + 1].Is(".") && nodes[at + 2].IsName && scope.ItemOrNull(nodes[at].Token.Text) is { } item
            ? (item, nodes[at + 2].Token.Text)
            : null;

    private void Subqueries(IReadOnlyList<SqlNode> nodes, Scope scope, List<Item> spread)
    {
        for (var i = 0; i < nodes.Count; i++)
        {
            if (nodes[i].IsQuery)
                Subquery(nodes, i, scope, spread);
            else if (nodes[i].Inside is { } inside)
                Subqueries(inside, scope, spread);
        }
    }

    private void Subquery(IReadOnlyList<SqlNode> nodes, int at, Scope scope, List<Item> spread)
    {
        var query = nodes[at].Inside!;
        var first = _items.Count;
        var relation = Derived(query, scope);
        var isCompared = at > 0 && nodes[at - 1].Is("IN");
        var isBound = _items.Skip(first).Any(i => i.Place == Place.Distributed && spread.Exists(s => AreSame(i, s)));
        var isCorrelated = Names(query).Any(scope.Items.ContainsKey);
        if (relation.Place == Place.Local && spread.Count > 0 && (isCompared || isCorrelated))
            _violations.Add($"a query of a table that is no reference table is compared with rows of {spread[0].Name}");
        var inside = _items.Skip(first).Where(i => i.Place == Place.Distributed).ToList();
        if (inside.Count == 0 || isBound)
            return;
        if (isCompared && relation.Place == Place.Distributed && !ComparesClients(nodes, at, scope, spread))
            _violations.Add($"rows of {inside[0].Name} are compared without {Key}");
        else if (!isCompared && (isCorrelated || relation.Place == Place.Distributed))
            _violations.Add($"a query of {inside[0].Name} is not bound to {Key} of the query around it");
    }

    /// <summary><c>… IN (SELECT …)</c>: the client of a distributed table on the left, the client at the same place on the right.</summary>
    private static bool ComparesClients(IReadOnlyList<SqlNode> nodes, int at, Scope scope, List<Item> spread)
    {
        var end = nodes[at - 2].Is("NOT") ? at - 3 : at - 2;
        var left = nodes[end].Inside is { } row
            ? SqlNode.Split(row, n => n.Is(","))
            : [end >= 2 && nodes[end - 1].Is(".") ? [nodes[end - 2], nodes[end - 1], nodes[end]] : [nodes[end]]];
        var right = SqlNode.Split(SqlBlock.Of(nodes[at].Inside!).Head, n => n.Is(","));
        return spread.Count > 0 && left.Zip(right).Any(pair =>
            IsClient(pair.First) && IsClient(pair.Second)
            && (pair.First.Count == 1 ? spread.Count == 1 && scope.Items.Count == 1 : spread.Contains(scope.ItemOrNull(pair.First[0].Token.Text)!)));
    }

    private static IEnumerable<string> Names(IReadOnlyList<SqlNode> nodes) =>
        nodes.SelectMany((n, i) => n.Inside is { } inside ? Names(inside) : n.IsName && i + 1 < nodes.Count && nodes[i + 1].Is(".") ? [n.Token.Text] : []);

    private static bool GivesClient(SqlBlock block) =>
        SqlNode.Split(block.Head, n => n.Is(",")).Any(c => IsClient(c) || (c.Count > 0 && c[^1].Is("*")));

    private static bool IsClient(IReadOnlyList<SqlNode> column) =>
        column.Where(n => !n.Is("DISTINCT")).ToList() is [{ IsName: true } name] ? name.Is(Key) : column is [{ IsName: true }, var dot, var last] && dot.Is(".") && last.Is(Key);

    private void Days()
    {
        foreach (var fact in _items.Where(i => string.Equals(i.Table, "fact_transactions", StringComparison.Ordinal)))
        {
            foreach (var other in _items.Where(i => CarryTransactionAndDay.Contains(i.Table, StringComparer.Ordinal)))
            {
                if (AreSame(fact, other, "transaction_id") && !AreSame(fact, other, "date_key"))
                    _violations.Add($"{fact.Name} and {other.Name} are joined on transaction_id without date_key: every month is read");
            }
        }
    }

    private void Join(Item left, string leftColumn, Item right, string rightColumn) =>
        _same[Root($"{left.Id}.{leftColumn}")] = Root($"{right.Id}.{rightColumn}");

    private bool AreSame(Item left, Item right, string column = Key) =>
        left.Id == right.Id
        || ((!string.Equals(column, Key, StringComparison.Ordinal) || (left.GivesClient && right.GivesClient))
            && string.Equals(Root($"{left.Id}.{column}"), Root($"{right.Id}.{column}"), StringComparison.Ordinal));

    private string Root(string column)
    {
        while (_same.TryGetValue(column, out var next) && !string.Equals(next, column, StringComparison.Ordinal))
            column = next;
        return column;
    }

    /// <param name="GivesClient">Whether its rows have the client they belong to.</param>
    /// <param name="IsByFact">Summed up by something that there are as many of as facts, without the client.</param>
    private sealed record Relation(Place Place, bool GivesClient, bool IsByFact);

    private sealed record Item(int Id, string Alias, string? Table, Place Place, bool GivesClient)
    {
        public string Name => string.IsNullOrEmpty(Table) ? Alias : Table;
    }

    private sealed class Scope(Scope? outer)
    {
        public static Scope Empty => new(null);

        public Dictionary<string, Item> Items { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, Relation> Named { get; } = new(StringComparer.Ordinal);

        public Scope Inner() => new(this);

        public Item? ItemOrNull(string alias) => Items.TryGetValue(alias, out var item) ? item : outer?.ItemOrNull(alias);

        public Relation? NamedOrNull(string name) => Named.TryGetValue(name, out var relation) ? relation : outer?.NamedOrNull(name);
    }
}
