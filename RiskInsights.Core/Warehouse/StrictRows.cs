using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using System.Reflection;
using Dapper;

namespace RiskInsights.Core.Warehouse;

/// <summary>
/// Reads rows through Dapper, but refuses a query whose columns are not exactly the row's properties, and a null where
/// the property has no room for one. Dapper alone would leave 0, false or 0001-01-01 in both cases.
/// </summary>
internal static class StrictRows
{
    private static readonly ConcurrentDictionary<Type, RowShape> Shapes = new();

    static StrictRows()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        SqlMapper.AddTypeHandler(new DateOnlyHandler());
        SqlMapper.AddTypeHandler(new DateTimeOffsetHandler());
    }

    public static IEnumerable<TRow> Read<TRow>(DbConnection connection, DbTransaction? transaction, string sql, object? parameters, CancellationToken cancellation)
    {
        var command = new CommandDefinition(sql, parameters, transaction, cancellationToken: cancellation);
        using var reader = connection.ExecuteReader(command);
        foreach (var row in Read<TRow>((DbDataReader)reader, sql))
        {
            cancellation.ThrowIfCancellationRequested();
            yield return row;
        }
    }

    public static IEnumerable<TRow> Read<TRow>(DbDataReader reader, string sql)
    {
        if (IsScalar(typeof(TRow)))
        {
            if (reader.FieldCount != 1)
                throw new WarehouseException($"A query for single values of {typeof(TRow).Name} returned {reader.FieldCount} columns: {sql}");
            while (reader.Read())
            {
                if (reader.IsDBNull(0) && default(TRow) is not null)
                    throw new WarehouseException($"A query for values of {typeof(TRow).Name} returned null: {sql}");
                yield return reader.IsDBNull(0) ? default! : (TRow)Single(reader.GetValue(0), typeof(TRow));
            }
        }
        else
        {
            var required = Shapes.GetOrAdd(typeof(TRow), RowShape.Of).RequiredColumns(reader, sql);
            var parse = reader.GetRowParser<TRow>();
            while (reader.Read())
            {
                foreach (var column in required)
                {
                    if (reader.IsDBNull(column))
                        throw new WarehouseException($"Column {reader.GetName(column)} is null, but {typeof(TRow).Name} has no room for a null there: {sql}");
                }

                yield return parse(reader);
            }
        }
    }

    private static object Single(object value, Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(DateOnly))
            return new DateOnlyHandler().Parse(value);
        if (type == typeof(DateTimeOffset))
            return new DateTimeOffsetHandler().Parse(value);
        return type == typeof(byte[]) ? value : Convert.ChangeType(value, type, CultureInfo.InvariantCulture);
    }

    private static bool IsScalar(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type.IsPrimitive || type == typeof(string) || type == typeof(decimal) || type == typeof(byte[])
            || type == typeof(DateOnly) || type == typeof(DateTimeOffset);
    }

    private sealed class RowShape(Type type, Dictionary<string, bool> nullableByColumn)
    {
        public static RowShape Of(Type type)
        {
            var nullability = new NullabilityInfoContext();
            var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite);
            return new RowShape(type, properties.ToDictionary(
                p => p.Name,
                p => nullability.Create(p).WriteState == NullabilityState.Nullable,
                StringComparer.OrdinalIgnoreCase));
        }

        public int[] RequiredColumns(DbDataReader reader, string sql)
        {
            var columns = Enumerable.Range(0, reader.FieldCount)
                .Select(i => reader.GetName(i).Replace("_", "", StringComparison.Ordinal)).ToList();
            var unknown = columns.Where(c => !nullableByColumn.ContainsKey(c)).ToList();
            var missing = nullableByColumn.Keys.Except(columns, StringComparer.OrdinalIgnoreCase).ToList();
            var twice = columns.GroupBy(c => c, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1).Select(g => g.Key).ToList();
            if (unknown.Count + missing.Count + twice.Count > 0)
            {
                throw new WarehouseException(
                    $"The query's columns are not the properties of {type.Name}. Not in the row: [{string.Join(", ", unknown)}]. "
                    + $"Not in the query: [{string.Join(", ", missing)}]. Twice: [{string.Join(", ", twice)}]. Query: {sql}");
            }

            return [.. Enumerable.Range(0, columns.Count).Where(i => !nullableByColumn[columns[i]])];
        }
    }
}
