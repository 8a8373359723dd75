using Parcoursup.Gateway.Engine.Ground.Signals;

namespace Parcoursup.Gateway.Engine.State.Candidats;

/// <summary>Some candidates may have to be evaluated.</summary>
public sealed class EvaluationSignal : WakeSignal;
