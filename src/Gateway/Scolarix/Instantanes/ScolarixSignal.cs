using Parcoursup.Gateway.Composition;

namespace Parcoursup.Gateway.Scolarix;

/// <summary>A snapshot may be asked for, or to be published.</summary>
internal sealed class ScolarixSignal : WakeSignal;
