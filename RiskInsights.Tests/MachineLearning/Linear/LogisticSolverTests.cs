using System.Runtime.Intrinsics;
using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.MachineLearning.Linear;

namespace RiskInsights.Tests.MachineLearning.Linear;

public sealed class LogisticSolverTests
{
    [Fact]
    public void ExpOfNegative_AnyNumber_IsWithinTwoUnits()
    {
        for (var x = 0.0; x > -708; x -= 0.0937)
        {
            var expected = Math.Exp(x);
            Assert.InRange(LogisticKernel.ExpOfNegative(Vector512.Create(x))[3], expected * (1 - 5e-16), expected * (1 + 5e-16));
        }
        Assert.InRange(LogisticKernel.ExpOfNegative(Vector512.Create(-1e9))[0], 0, 1e-307);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(70, 7)]
    [InlineData(3000, 19)]
    public void ColumnMoments_AnyShape_AreThoseOfTheColumns(int rows, int width)
    {
        (int, int, float)[] changes = [.. Enumerable.Range(0, rows / 9).Select(i => (i * 9, i % width, float.NaN))];
        var features = TestData.Normals(rows, width, seed: rows, changes);
        var moments = new ColumnMoments(features, threads: 2, CancellationToken.None);
        for (var j = 0; j < width; j++)
        {
            var values = features.Column(j).Where(value => !float.IsNaN(value)).Select(value => (double)value).ToArray();
            Assert.Equal(rows - values.Length, moments.Missing(j));
            Assert.Equal(values.Average(), moments.Mean(j), 1e-12);
            Assert.Equal(Math.Sqrt(values.Sum(value => Math.Pow(value - values.Average(), 2)) / rows), moments.Deviation(j), 1e-12);
        }
    }

    /// <summary>A constant that no binary fraction holds, and a column whose mean is a million deviations.</summary>
    [Fact]
    public void ColumnMoments_AwkwardColumns_LoseNoDigits()
    {
        float[] values = [.. Enumerable.Range(0, 20_000).SelectMany(i => new[] { 0.1f, 8_388_608 + (8 * (i % 2)) })];
        var moments = new ColumnMoments(new FeatureMatrix(TestData.Columns(2), values), threads: 1, CancellationToken.None);
        Assert.Equal((0.1f, 0.0), (moments.Mean(0), moments.Deviation(0)));
        Assert.Equal((8_388_612.0, 4.0), (moments.Mean(1), moments.Deviation(1)));
    }

    /// <summary>Gradient and Hessian against the formulas, and against each other way to lay out the same rows.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(2500)]
    public void Evaluate_AnyRows_FollowsTheFormulas(int rows)
    {
        var features = TestData.Normals(rows, 17, seed: 3);
        byte[] labels = [.. Enumerable.Range(0, rows).Select(row => (byte)(row % 3 == 0 ? 1 : 0))];
        double[] weights = [.. Enumerable.Range(0, 18).Select(j => Math.Sin(j))];
        LogisticRegressionTerm[] terms = [.. Enumerable.Range(0, 17).Select(j => new LogisticRegressionTerm(
            features.Columns[j].Name, LogisticRegressionTermKind.Value, null, j / 10.0, 1 + j, 0, null))];
        double loss = 0;
        double[] gradient = new double[18], hessian = new double[18 * 18];
        for (var row = 0; row < rows; row++)
        {
            double[] x = [.. terms.Select((term, j) => (features[row, j] - term.Mean) / term.Scale), 1];
            var logit = x.Zip(weights, (a, b) => a * b).Sum();
            double p = 1 / (1 + Math.Exp(-logit)), weight = labels[row] == 1 ? 3 : 2;
            loss -= weight * Math.Log(labels[row] == 1 ? p : 1 - p);
            for (var j = 0; j < 18; j++)
            {
                gradient[j] += weight * (p - labels[row]) * x[j];
                for (var k = j; k < 18; k++) hessian[(j * 18) + k] += weight * p * (1 - p) * x[j] * x[k];
            }
        }
        for (var j = 0; j < 17; j++)
        {
            loss += 0.5 / 2 * weights[j] * weights[j];
            gradient[j] += 0.5 * weights[j];
            hessian[(j * 18) + j] += 0.5;
        }
        var design = new RegressionDesign(features, terms, 1, CancellationToken.None);
        foreach (var layout in new[] { design, design.Sample(every: 1) })
        {
            double[] actual = new double[18], actualHessian = new double[18 * 18];
            Assert.Equal(loss, new LogisticObjective(layout, labels, 2, 3, 0.5, threads: 2).Evaluate(weights, actual, actualHessian, CancellationToken.None), 1e-11 * loss);
            for (var i = 0; i < 18; i++) Assert.Equal(gradient[i], actual[i], 1e-11 * rows);
            for (var i = 0; i < hessian.Length; i++) Assert.Equal(hessian[i], actualHessian[i], 1e-11 * rows);
        }
    }

    /// <summary>So many rows that a sample prepares the way: the optimum is the same as without, and so for any number of threads.</summary>
    [Fact]
    public void Fit_ManyRows_FindsTheOptimumThatNewtonFinds()
    {
        var features = TestData.Normals(400_000, 3, seed: 4);
        var labels = TestData.LogisticLabels(features, [1, -0.5, 0], -2, seed: 4);
        var models = new[] { 1, 3 }.Select(threads => LogisticRegressionTrainer.Fit(features, labels, new() { Threads = threads })).ToArray();
        Assert.Equal(models[0].ToJson(), models[1].ToJson());
        Assert.True(models[0].Summary.Converged);
        var terms = models[0].Terms.ToArray();
        var design = new RegressionDesign(features, terms, 1, CancellationToken.None);
        var solver = new NewtonSolver(new LogisticObjective(design, labels, 1, 1, 1, threads: 1), alpha: 0, mass: features.Rows, CancellationToken.None);
        solver.Solve(1e-11, 50, progress: null);
        var errors = CholeskyFactor.Of(solver.Hessian(), 4)!.InverseDiagonal();
        for (var j = 0; j < 3; j++)
        {
            Assert.Equal(solver.Weights[j], terms[j].Coefficient, 1e-6);
            Assert.Equal(Math.Sqrt(errors[j]), terms[j].StandardError!.Value, 1e-9);
        }
    }

    [Fact]
    public void Fit_StrongL1_LeavesTheInterceptAlone()
    {
        var features = TestData.Normals(500, 3, seed: 5);
        var labels = TestData.LogisticLabels(features, [1, 1, 1], -1, seed: 5);
        var model = LogisticRegressionTrainer.Fit(features, labels, new() { RegLambda = 0, RegAlpha = 1e5 });
        Assert.All(model.Terms, term => Assert.Equal(0, term.Coefficient));
        Assert.Equal(labels.Average(label => label), model.Probability([0, 0, 0]), 1e-9);
    }

    /// <summary>Two equal columns and no L2: the lasso has many optima, all of the same probabilities.</summary>
    [Fact]
    public void Fit_L1OnCollinearColumns_Converges()
    {
        var one = TestData.Normals(400, 1, seed: 6);
        var labels = TestData.LogisticLabels(one, [1.5], 0, seed: 6);
        var twice = new FeatureMatrix(TestData.Columns(2), [.. one.Column(0).SelectMany(value => new[] { value, value })]);
        var options = new LogisticRegressionOptions { RegLambda = 0, RegAlpha = 5 };
        var model = LogisticRegressionTrainer.Fit(twice, labels, options);
        Assert.True(model.Summary.Converged);
        Assert.Equal(LogisticRegressionTrainer.Fit(one, labels, options).Probability([1]), model.Probability([1, 1]), 1e-6);
    }
}
