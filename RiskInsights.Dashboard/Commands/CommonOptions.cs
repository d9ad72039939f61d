using System.CommandLine;
using RiskInsights.Core.Warehouse;
using RiskInsights.Dashboard.Hosting;

namespace RiskInsights.Dashboard.Commands;

/// <summary>Options that every command knows. Those of the warehouse are also read from the environment, where a password is safer.</summary>
internal sealed class CommonOptions
{
    private const string EngineVariable = "Warehouse__Engine";
    private const string ConnectionVariable = "Warehouse__ConnectionString";
    private const string KeyVariable = "Privacy__PseudonymKeyFile";

    private readonly Option<string> _data = new("--data") { Description = "The folder that everything is written into.", DefaultValueFactory = _ => new DashboardOptions().Data };
    private readonly Option<string> _analyst = new("--analyst") { Description = "The name that decisions are stored with.", DefaultValueFactory = _ => new DashboardOptions().Analyst };
    private readonly Option<string?> _engine = new("--warehouse-engine") { Description = $"sqlite (the default) or postgres; or set {EngineVariable}." };
    private readonly Option<string?> _connection = new("--warehouse-connection") { Description = $"The connection string of postgres; or set {ConnectionVariable}, which keeps a password out of the process list." };
    private readonly Option<string?> _key = new("--pseudonym-key-file") { Description = $"A mounted file with the pseudonym key, in the place of keys/pseudonym.key in the data folder; or set {KeyVariable}." };

    public void AddTo(Command command)
    {
        command.Options.Add(_data);
        command.Options.Add(_analyst);
        command.Options.Add(_engine);
        command.Options.Add(_connection);
        command.Options.Add(_key);
    }

    public DashboardOptions Read(ParseResult parsed)
    {
        var options = new DashboardOptions
        {
            Data = parsed.GetValue(_data)!,
            Analyst = parsed.GetValue(_analyst)!,
            PseudonymKeyFile = parsed.GetValue(_key) ?? Variable(KeyVariable),
            Warehouse = new WarehouseOptions
            {
                Engine = parsed.GetValue(_engine) ?? Variable(EngineVariable) ?? new WarehouseOptions().Engine,
                ConnectionString = parsed.GetValue(_connection) ?? Variable(ConnectionVariable),
            },
        };
        options.Validate();
        return options;
    }

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
