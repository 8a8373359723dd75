using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Importations;

/// <summary>An importation as the REST API shows it.</summary>
internal sealed record ImportationView(
    long Id, string Etat, int Session, int Formation, string Uai, string? Fichier, string Encodage, long Octets, string Par,
    DateTimeOffset DeposeeLe, string? ConfirmeePar, DateTimeOffset? TermineeLe, ProgressionView Progression, RapportAnalyse? Analyse,
    Bilan? Application, string? Message)
{
    public static ImportationView Of(ImportationRow row) => new(
        row.Id, row.Etat, row.Session, row.CodeFormation, row.Uai, row.Fichier, row.Encodage, row.Octets, row.Par,
        row.DeposeeLe, row.ConfirmeePar, row.TermineeLe, ProgressionView.Of(row),
        row.Rapport is null ? null : JsonText.Read<RapportAnalyse>(row.Rapport),
        row.MessageEntrant is null ? null : row.LireBilan(), row.Message);
}

/// <summary>How far the present phase has come.</summary>
/// <param name="Pourcent">Of the bytes; 100 once the phase is over.</param>
internal sealed record ProgressionView(long LignesTraitees, long OctetsTraites, long OctetsTotal, int Pourcent)
{
    public static ProgressionView Of(ImportationRow row) => new(
        row.Lignes, row.OctetsTraites, row.Octets,
        row.Etat is nameof(EtatImportation.Analyse) or nameof(EtatImportation.Application)
            ? Math.Min(99, (int)(100 * row.OctetsTraites / Math.Max(1, row.Octets))) : 100);
}
