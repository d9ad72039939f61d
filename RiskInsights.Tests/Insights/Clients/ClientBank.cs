using RiskInsights.Core.Insights.Clients;
using RiskInsights.Core.Modelling.Scoring;
using RiskInsights.Core.ModelRegistry;
using RiskInsights.Core.Warehouse;
using RiskInsights.Tests.Ingestion;

namespace RiskInsights.Tests.Insights.Clients;

/// <summary>
/// Three clients: 1001 with a current account, a savings account that is closed, and a card that was never used; 1002 with
/// one account; 1003 without any. Scores, anomaly scores and verdicts are written as the models and the analysts would.
/// </summary>
internal sealed class ClientBank : IDisposable
{
    private const string Kyc = SmallBank.Kyc + """
        1003,Eve Novak,1970-02-03,eve@example.org,700203,affluent,CZ,,expired,medium,,2024-03-31

        """;

    private const string Accounts = SmallBank.AccountsHeader + """

        A1,1001,current,EUR,2020-01-02,,500
        A2,1001,savings,EUR,2020-01-03,2024-02-10,
        A3,1001,card,EUR,2024-01-01,,1000
        B1,1002,current,EUR,2021-03-04,,0

        """;

    private const string Transactions = SmallBank.TransactionsHeader + """

        1,A1,2024-01-05T08:00:00,1000.00,salary,system,FR,,1000.00
        2,A2,2024-01-05T09:00:00,50.00,transfer,online,FR,,50.00
        3,A1,2024-01-20T08:00:00,-300.00,card_payment,pos,FR,groceries,700.00
        4,A1,2024-02-03T08:00:00,-900.00,transfer,online,CY,,-200.00
        5,A1,2024-02-03T18:00:00,-50.00,cash,atm,FR,,-250.00
        6,A2,2024-02-10T08:00:00,-50.00,transfer,online,FR,account_closing,0.00
        7,B1,2024-02-10T08:00:00,-20.00,card_payment,online,GB,travel,-20.00
        8,A1,2024-02-29T08:00:00,100.00,transfer,online,FR,,

        """;

    private const string Events = SmallBank.EventsHeader + """

        e-1,1001,A1,2024-01-15,loan_granted,5000
        e-2,1002,,2024-01-20,complaint,
        e-3,1001,A1,2024-02-05,missed_payment,120.50
        e-4,1001,,2024-02-20,complaint,

        """;

    private readonly SmallBank _bank = new();

    private ClientBank()
    {
        Versions = new ModelVersions(_bank.Database, RiskInsights.Tests.Modelling.TestSignature.Create(), new FixedTime(new DateOnly(2024, 6, 30)));
        Clients = new ClientRepository(_bank.Database);
        Activities = new ClientActivityRepository(_bank.Database);
        Scores = new ClientScoreHistory(_bank.Database, Versions, new ScoredPopulations(_bank.Database, TimeProvider.System));
        List = new ClientList(_bank.Database, Scores);
    }

    public SmallBank Bank => _bank;

    public WarehouseDatabase Database => _bank.Database;

    public ModelVersions Versions { get; }

    public ClientRepository Clients { get; }

    public ClientActivityRepository Activities { get; }

    public ClientScoreHistory Scores { get; }

    public ClientList List { get; }

    public static async Task<ClientBank> CreateAsync()
    {
        var bank = new ClientBank();
        foreach (var (name, text) in new[] { ("kyc.csv", Kyc), ("accounts.csv", Accounts), ("transactions.csv", Transactions), ("events.csv", Events) })
            await bank._bank.ImportAsync(name, text);
        return bank;
    }

    /// <summary>Pseudonym of the one client of a segment: <c>retail</c> is 1001, <c>student</c> 1002, <c>affluent</c> 1003.</summary>
    public Task<string> IdAsync(string segment) => Database.RowAsync<string>("SELECT client_id FROM dim_clients WHERE segment = @segment", new { segment });

    public async Task<ClientProfile> ProfileAsync(string segment = "retail") => (await Clients.ProfileAsync(await IdAsync(segment)))!;

    public async Task<ClientActivity> ActivityAsync(DateOnly from, DateOnly to, AnomalyLine? line = null, int most = ClientActivityRepository.MostTransactions) =>
        await Activities.ReadAsync(await ProfileAsync(), from, to, line, most);

    public Task AddVersionAsync(string model, int version, string stage) => Database.WriteAsync(w => w.Execute(
        """
        INSERT INTO ml_model_versions (model_name, version, stage, algorithm, parameters, features, data_fingerprint, code_version, metrics, evaluation, artefact, artefact_sha256, trained_by, trained_at)
        VALUES (@model, @version, @stage, 'x', '{}', '[]', 'f', 'c', '{}', '{}', @artefact, 's', 'tester', '2024-03-01T00:00:00Z')
        """,
        new { model, version, stage, artefact = new byte[] { 1 } }));

    public Task AddScoreAsync(string model, int version, int asOf, string segment, double probability, int rank) => Database.WriteAsync(w => w.Execute(
        """
        INSERT INTO ml_scores (model_name, version, as_of_date_key, client_key, probability, score_rank)
        SELECT @model, @version, @asOf, client_key, @probability, @rank FROM dim_clients WHERE segment = @segment
        """,
        new { model, version, asOf, segment, probability, rank }));

    public Task AddAnomalyAsync(int version, long transaction, double score) => Database.WriteAsync(w => w.Execute(
        """
        INSERT INTO ml_anomaly_scores (version, transaction_id, date_key, score, times_usual, main_reason, client_key)
        SELECT @version, transaction_id, date_key, @score, 1, '', client_key FROM fact_transactions WHERE transaction_id = @transaction
        """,
        new { version, transaction, score }));

    public Task AddVerdictAsync(long transaction, string verdict) => Database.WriteAsync(w => w.Execute(
        """
        INSERT INTO ml_verdicts (transaction_id, verdict, note, decided_by, decided_at, client_key, date_key)
        SELECT transaction_id, @verdict, '', 'tester', '2024-03-02T00:00:00Z', client_key, date_key FROM fact_transactions WHERE transaction_id = @transaction
        """,
        new { transaction, verdict }));

    public void Dispose() => _bank.Dispose();
}
