namespace RiskInsights.Core.MachineLearning.Boosting;

/// <summary>Follows the log loss of the validation rows from tree to tree.</summary>
internal sealed class ValidationLoss
{
    private readonly FeatureMatrix _features;
    private readonly Gradients _loss;
    private readonly WorkerTeam _team;
    private readonly InstructionSet _instructions;
    private readonly float[] _logits;
    private readonly List<double> _losses = [];

    public ValidationLoss(ValidationRows validation, float baseScore, WorkerTeam team, InstructionSet instructions)
    {
        _features = validation.Features;
        _loss = new Gradients(validation.Labels, positiveWeight: 1, team, instructions);
        _team = team;
        _instructions = instructions;
        _logits = new float[validation.Labels.Length];
        Array.Fill(_logits, GradientBoostingModel.LogitOf(baseScore));
    }

    /// <summary>After each tree.</summary>
    public IReadOnlyList<double> Losses => _losses;

    /// <summary>The number of trees with the lowest loss, the first if several have it.</summary>
    public int BestTrees { get; private set; }

    public unsafe void Add(BoostedTree tree)
    {
        var forest = new FlatForest([tree], _instructions);
        _team.Run(ForestPrediction.Pieces(_features.Rows), piece => ForestPrediction.AddPiece(forest, _features, _logits, piece));
        fixed (float* logits = _logits) _losses.Add(_loss.MeanLoss(logits));
        if (BestTrees == 0 || _losses[^1] < _losses[BestTrees - 1]) BestTrees = _losses.Count;
    }
}
