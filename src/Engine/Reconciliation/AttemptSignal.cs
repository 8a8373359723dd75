using Parcoursup.Gateway.Engine.Ground.Signals;

namespace Parcoursup.Gateway.Engine.Reconciliation;

/// <summary>The end of an attempt to deliver this subject of this établissement was recorded.</summary>
public sealed class AttemptSignal : KeyedSignal<(string Etablissement, string Sujet)>;
