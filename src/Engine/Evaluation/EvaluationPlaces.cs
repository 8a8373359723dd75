using Parcoursup.Gateway.Engine.Ground.Signals;

namespace Parcoursup.Gateway.Engine.Evaluation;

/// <summary>
/// Transactions of evaluation at a time, whosever: each has a connection, and on the day after the publication every établissement is due
/// at once.
/// </summary>
internal sealed class EvaluationPlaces : IDisposable
{
    private const int SideBySide = 8;

    public Places Places { get; } = new(SideBySide);

    public void Dispose() => Places.Dispose();
}
