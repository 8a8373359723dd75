using Parcoursup.Gateway.Composition;

namespace Parcoursup.Gateway.Etudiants;

/// <summary>Apogée may have to be asked for students.</summary>
internal sealed class EtudiantSignal : WakeSignal;
