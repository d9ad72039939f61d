using Npgsql;

namespace RiskInsights.Core.Warehouse.Engines.Postgres;

/// <summary>Where the server is and who asks. Its text names neither password nor any other secret.</summary>
internal sealed class PostgresAddress
{
    private const int ConnectSeconds = 5;
    private const int MostReaders = 30;
    private const int MostWriters = 4;
    private const int MostAsides = 4;
    private readonly NpgsqlConnectionStringBuilder _settings;

    /// <exception cref="WarehouseException">The connection string cannot be read, or names no host or no database.</exception>
    public PostgresAddress(string connectionString, string? password = null)
    {
        _settings = Parsed(connectionString)
            ?? throw new WarehouseException("Warehouse:ConnectionString is no connection string; expected is for example Host=db.bank.example;Database=risk;Username=risk;Password=….");
        if (string.IsNullOrWhiteSpace(_settings.Host) || string.IsNullOrWhiteSpace(_settings.Database))
            throw new WarehouseException("Warehouse:ConnectionString needs at least Host and Database.");
        if (password is not null)
            _settings.Password = password;
    }

    public string Host => _settings.Port == NpgsqlConnection.DefaultPort ? _settings.Host! : $"{_settings.Host}:{_settings.Port}";

    public string Database => _settings.Database!;

    public string User => _settings.Username ?? "the operating system's user";

    /// <summary>
    /// Connections that can only read. A query is planned and answered on one snapshot: otherwise, when a load that made a
    /// partition is committed in between, it would see the load's rows in every table but that partition.
    /// </summary>
    public NpgsqlDataSource Readers()
    {
        var settings = Settings(MostReaders);
        settings.Options = $"{settings.Options} -c default_transaction_read_only=on -c default_transaction_isolation=repeatable\\ read".Trim();
        return NpgsqlDataSource.Create(settings);
    }

    /// <summary>Connections for changes, which come one after the other.</summary>
    public NpgsqlDataSource Writers() => NpgsqlDataSource.Create(Settings(MostWriters));

    /// <summary>
    /// Connections for small changes that wait for no load. Nothing there may hold others up: a program that froze in the
    /// middle of such a change loses it after ten seconds.
    /// </summary>
    public NpgsqlDataSource Asides()
    {
        var settings = Settings(MostAsides);
        settings.Options = $"{settings.Options} -c lock_timeout=5s -c statement_timeout=10s -c idle_in_transaction_session_timeout=10s".Trim();
        return NpgsqlDataSource.Create(settings);
    }

    public override string ToString() => $"PostgreSQL at {Host}";

    // Null where it cannot be read: the error itself may quote the string, and with it the password.
    private static NpgsqlConnectionStringBuilder? Parsed(string connectionString)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(connectionString) { PersistSecurityInfo = false, IncludeErrorDetail = false, Enlist = false };
        }
        catch (Exception error) when (error is ArgumentException or FormatException or InvalidCastException)
        {
            return null;
        }
    }

    private NpgsqlConnectionStringBuilder Settings(int mostConnections)
    {
        var settings = new NpgsqlConnectionStringBuilder(_settings.ConnectionString) { MaxPoolSize = mostConnections };
        settings.ApplicationName ??= "RiskInsights";
        if (!_settings.ContainsKey("Timeout"))
            settings.Timeout = ConnectSeconds;
        // A load may take as long as it takes.
        if (!_settings.ContainsKey("Command Timeout"))
            settings.CommandTimeout = 0;
        if (!_settings.ContainsKey("Keepalive"))
            settings.KeepAlive = 30;
        if (!_settings.ContainsKey("Max Auto Prepare"))
            settings.MaxAutoPrepare = 50;
        return settings;
    }
}
