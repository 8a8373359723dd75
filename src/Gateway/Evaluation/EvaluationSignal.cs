using Parcoursup.Gateway.Composition;

namespace Parcoursup.Gateway.Evaluation;

/// <summary>Some candidates may have to be evaluated.</summary>
internal sealed class EvaluationSignal : WakeSignal;
