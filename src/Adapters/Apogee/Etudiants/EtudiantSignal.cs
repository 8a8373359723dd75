using Parcoursup.Gateway.Engine.Ground.Signals;

namespace Parcoursup.Gateway.Adapters.Apogee.Etudiants;

/// <summary>Apogée may have to be asked for students.</summary>
internal sealed class EtudiantSignal : WakeSignal;
