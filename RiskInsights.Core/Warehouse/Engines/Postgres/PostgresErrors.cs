using System.Net.Sockets;
using Npgsql;

namespace RiskInsights.Core.Warehouse.Engines.Postgres;

/// <summary>Says in one line what went wrong and what to do. Values of rows stay out of it: they may be personal.</summary>
internal static class PostgresErrors
{
    /// <summary>The server is away or busy with starting: in a moment it may answer.</summary>
    public static bool MayPass(Exception error) => error switch
    {
        PostgresException refused => refused.SqlState is "57P03" or "53300" || IsLost(error),
        NpgsqlException => IsLost(error),
        _ => error is SocketException,
    };

    /// <summary>The connection is gone; on a new one the same may work.</summary>
    public static bool IsLost(Exception error) => error switch
    {
        PostgresException refused => refused.SqlState is "57P01" or "57P02" or "57P05" || refused.SqlState.StartsWith("08", StringComparison.Ordinal),
        NpgsqlException => error.InnerException is IOException or SocketException or TimeoutException,
        _ => false,
    };

    public static WarehouseException Explain(Exception error, PostgresAddress address) =>
        error as WarehouseException ?? new WarehouseException(Text(error, address), error);

    private static string Text(Exception error, PostgresAddress address) => error switch
    {
        PostgresException { SqlState: "28P01" or "28000" } => $"{address} refuses user {address.User}: check user name and password.",
        PostgresException { SqlState: "3D000" } => $"{address} has no database {address.Database}: create it first.",
        PostgresException { SqlState: "42501" } refused => $"{address} does not let user {address.User} do this: {refused.MessageText}.",
        PostgresException { SqlState: "57P03" } => $"{address} is starting or stopping. Try again in a moment.",
        PostgresException { SqlState: "53300" } => $"{address} accepts no more connections: raise its max_connections, or stop what else uses it.",
        PostgresException { SqlState: "53100" } => $"The disk of {address} is full. Nothing was changed.",
        PostgresException { SqlState: "25006" } => $"{address} lets nothing be changed here: it was asked to read only, or it is a standby.",
        PostgresException refused when refused.SqlState.StartsWith("23", StringComparison.Ordinal) => $"A row of {refused.TableName} was refused: {refused.MessageText}.",
        _ when IsLost(error) && IsUnreached(error) => $"{address} cannot be reached: {Cause(error)}. Is it running, and is the address right?",
        _ when IsLost(error) => $"The connection to {address} was lost. What was not confirmed was not kept; try again.",
        PostgresException refused => $"{address} reports: {refused.MessageText} ({refused.SqlState}).",
        SocketException => $"{address} cannot be reached: {error.Message}. Is the address right?",
        _ => $"{address}: {error.Message}",
    };

    private static bool IsUnreached(Exception error) =>
        error is not PostgresException && error.InnerException is SocketException or TimeoutException
        && error.Message.Contains("connect", StringComparison.OrdinalIgnoreCase);

    private static string Cause(Exception error) => error.InnerException is SocketException refused ? refused.Message : "no answer in time";
}
