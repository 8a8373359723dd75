using Parcoursup.Gateway.Engine.Ground.Signals;

namespace Parcoursup.Gateway.Engine.State.Candidats;

/// <summary>Some candidates may have to be evaluated.</summary>
internal sealed class EvaluationSignal : WakeSignal;
