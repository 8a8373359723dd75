using Parcoursup.Gateway.Composition;

namespace Parcoursup.Gateway.Reconciliation;

/// <summary>The end of an attempt to deliver this subject of this établissement was recorded.</summary>
internal sealed class AttemptSignal : KeyedSignal<(string Etablissement, string Sujet)>;
