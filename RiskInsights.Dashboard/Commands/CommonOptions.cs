using System.CommandLine;
using RiskInsights.Core.Tracking;
using RiskInsights.Core.Warehouse;
using RiskInsights.Dashboard.Hosting;

namespace RiskInsights.Dashboard.Commands;

/// <summary>Options that every command knows. Those of the warehouse and of tracking are also read from the environment, where a password is safer.</summary>
internal sealed class CommonOptions
{
    private const string EngineVariable = "Warehouse__Engine";
    private const string ConnectionVariable = "Warehouse__ConnectionString";
    private const string KeyVariable = "Privacy__PseudonymKeyFile";
    private const string PasswordFileVariable = "Warehouse__PasswordFile";
    private const string MlflowVariable = "Tracking__MlflowUri";
    private const string TokenVariable = "Tracking__MlflowToken";
    private const string TokenFileVariable = "Tracking__MlflowTokenFile";

    private readonly Option<string> _data = new("--data") { Description = "The folder that everything is written into.", DefaultValueFactory = _ => new DashboardOptions().Data };
    private readonly Option<string> _analyst = new("--analyst") { Description = "The name that decisions are stored with.", DefaultValueFactory = _ => new DashboardOptions().Analyst };
    private readonly Option<string?> _engine = new("--warehouse-engine") { Description = $"sqlite (the default) or postgres; or set {EngineVariable}." };
    private readonly Option<string?> _connection = new("--warehouse-connection") { Description = $"The connection string of postgres; or set {ConnectionVariable}, which keeps a password out of the process list." };
    private readonly Option<string?> _key = new("--pseudonym-key-file") { Description = $"A mounted file with the pseudonym key, in the place of keys/pseudonym.key in the data folder; or set {KeyVariable}." };
    private readonly Option<string?> _passwordFile = new("--warehouse-password-file") { Description = $"A file that holds the password for the connection string, such as a mounted secret; or set {PasswordFileVariable}." };
    private readonly Option<string?> _mlflow = new("--mlflow-uri") { Description = $"The MLflow server that serve sends runs to; or set {MlflowVariable}." };
    private readonly Option<string?> _tokenFile = new("--mlflow-token-file") { Description = $"A file that holds MLflow's bearer token, such as a mounted secret; or set {TokenFileVariable}, or {TokenVariable} to the token itself." };

    public void AddTo(Command command)
    {
        command.Options.Add(_data);
        command.Options.Add(_analyst);
        command.Options.Add(_engine);
        command.Options.Add(_connection);
        command.Options.Add(_key);
        command.Options.Add(_passwordFile);
        command.Options.Add(_mlflow);
        command.Options.Add(_tokenFile);
    }

    /// <param name="engine">The engine of a command that works on one alone; otherwise it is an option.</param>
    public DashboardOptions Read(ParseResult parsed, string? engine = null)
    {
        var options = new DashboardOptions
        {
            Data = parsed.GetValue(_data)!,
            Analyst = parsed.GetValue(_analyst)!,
            PseudonymKeyFile = parsed.GetValue(_key) ?? Variable(KeyVariable),
            Warehouse = new WarehouseOptions
            {
                Engine = engine ?? parsed.GetValue(_engine) ?? Variable(EngineVariable) ?? new WarehouseOptions().Engine,
                ConnectionString = parsed.GetValue(_connection) ?? Variable(ConnectionVariable),
                PasswordFile = parsed.GetValue(_passwordFile) ?? Variable(PasswordFileVariable),
            },
            Tracking = new TrackingOptions
            {
                MlflowUri = parsed.GetValue(_mlflow) ?? Variable(MlflowVariable),
                MlflowToken = Variable(TokenVariable),
                MlflowTokenFile = parsed.GetValue(_tokenFile) ?? Variable(TokenFileVariable),
            },
        };
        options.Validate();
        return options;
    }

    /// <summary>A variable of the environment; an empty one counts as none.</summary>
    public static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
