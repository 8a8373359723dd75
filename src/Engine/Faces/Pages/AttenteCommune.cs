using Parcoursup.Gateway.Engine.Utilisateurs;

namespace Parcoursup.Gateway.Engine.Faces.Pages;

/// <summary>What of a system waits for a person and is of no établissement; it stands on the first page of the gateway.</summary>
public interface IAttenteCommune
{
    /// <returns>Nothing for somebody whose business it is not.</returns>
    Task<IReadOnlyList<TuileCommune>> PourAsync(Utilisateur utilisateur, CancellationToken ct);
}

/// <param name="Libelle">Agrees with the number.</param>
/// <param name="Suite">What somebody does about it.</param>
/// <param name="Chemin">Below <see cref="PageContext.Prefixe"/>.</param>
public sealed record TuileCommune(long Nombre, string Libelle, string Suite, string Chemin, bool Urgente);
