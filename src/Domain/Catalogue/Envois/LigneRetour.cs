namespace Parcoursup.Gateway.Domain.Catalogue.Envois;

/// <summary>A line of the return flow.</summary>
/// <param name="Rang">Its place in the list, from 1.</param>
/// <param name="GTaCod">Parcoursup's id; null when it names none.</param>
/// <param name="Rco">The formation's key; null when it names none.</param>
/// <param name="Statut">As it was written, for whoever is told of it.</param>
public sealed record LigneRetour(int Rang, string? GTaCod, string? Rco, EffetRetour Effet, string? Statut)
{
    /// <summary>The formation has this key, or this id: never because both have none.</summary>
    public bool Designe(string cle, string? parcoursupId) =>
        Rco is not null && string.Equals(Rco, cle, StringComparison.Ordinal)
        || GTaCod is not null && string.Equals(GTaCod, IdParcoursup.Lire(parcoursupId), StringComparison.Ordinal);
}
