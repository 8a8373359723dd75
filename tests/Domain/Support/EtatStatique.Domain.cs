using Parcoursup.Gateway.Domain.Formations;

namespace Parcoursup.Gateway.Mutants;

/// <summary>All of Domain.</summary>
public sealed partial class EtatStatique
{
    private static partial IEnumerable<Type> Changed() => typeof(Vet).Assembly.GetTypes();
}
