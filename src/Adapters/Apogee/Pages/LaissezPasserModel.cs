using Parcoursup.Gateway.Adapters.Apogee.LaissezPasser;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Engine.Suivi;

namespace Parcoursup.Gateway.Adapters.Apogee.Pages;

/// <summary>The laissez-passer of a candidate, and the wishes for which one could be given.</summary>
// Razor makes components public; what they show stays the module's own.
public sealed class LaissezPasserModel
{
    internal CandidatKey Candidat { get; init; }
    internal IReadOnlyList<ExplicationVoeu> Defavorables { get; init; } = [];
    internal IReadOnlyList<LaissezPasserSuivi> Donnes { get; init; } = [];
}
