using System.Data.Common;
using System.Runtime.CompilerServices;
using Parcoursup.Gateway.Domain.Catalogue;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Catalogue.Etat;

/// <summary>A formation on the way through a night.</summary>
/// <param name="Formation">Null where the night computes the status and no rule can take it, whatever else it says.</param>
/// <param name="Agie">Somebody has acted on it since the last night.</param>
internal readonly record struct EtapeFormation(
    long Id, string Cle, int? Academie, FormationCatalogue? Formation, StatutCatalogue Statut, string? ParcoursupId, bool Agie)
{
    public Evaluation Evaluer(MoteurRegles moteur, ContexteNuit nuit) =>
        Formation is null ? MoteurRegles.AucuneRegle : moteur.Evaluer(Formation, nuit);
}

/// <summary>What a replacement writes of a formation, and the night reads.</summary>
/// <param name="Agie">Somebody has acted on it since the last night.</param>
internal readonly record struct EtatRemplace(StatutCatalogue Statut, string? ParcoursupId, bool Agie, string? RemplaceePar);

/// <summary>
/// Goes through all formations in the memory of one, and reads of each what the rules need. Nothing else may be asked of the session
/// meanwhile.
/// </summary>
internal static class ParcoursFormations
{
    private static string Requete(string vues) =>
        $"SELECT id, cle, academie, presente, donnees, statut, parcoursup_id, remplacee_par, auteur FROM {vues} ORDER BY id";

    public static async IAsyncEnumerable<EtapeFormation> LireAsync(
        WriteSession session, MoteurRegles moteur, [EnumeratorCancellation] CancellationToken ct,
        string vues = FormationsVues.Telles, IReadOnlyDictionary<long, EtatRemplace>? autrement = null)
    {
        await using var command = session.Command(Requete(vues));
        command.CommandTimeout = 600;
        await using var reader = await command.ExecuteReaderAsync(ct);
        var lecture = new LectureDonnees();
        while (await reader.ReadAsync(ct)) yield return Etape(reader, lecture, moteur, autrement);
    }

    public static async IAsyncEnumerable<EtapeFormation> LireAsync(
        ReadSession session, MoteurRegles moteur, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var reader = await session.ReadAsync(Requete(FormationsVues.Telles), null, ct);
        var lecture = new LectureDonnees();
        while (await reader.ReadAsync(ct)) yield return Etape(reader, lecture, moteur, null);
    }

    private static EtapeFormation Etape(
        DbDataReader reader, LectureDonnees lecture, MoteurRegles moteur, IReadOnlyDictionary<long, EtatRemplace>? autrement)
    {
        var (id, key) = (reader.GetInt64(0), reader.GetString(1));
        if (autrement is null || !autrement.TryGetValue(id, out var etat))
            etat = new((StatutCatalogue)reader.GetInt32(5), reader.IsDBNull(6) ? null : reader.GetString(6), !reader.IsDBNull(8),
                reader.IsDBNull(7) ? null : reader.GetString(7));
        return new(id, key, reader.IsDBNull(2) ? null : reader.GetInt32(2), Formation(reader, key, etat, lecture, moteur), etat.Statut,
            etat.ParcoursupId, etat.Agie);
    }

    // What a person or Parcoursup has set is read whole: an alert says why the formation would leave.
    private static FormationCatalogue? Formation(
        DbDataReader reader, string key, EtatRemplace etat, LectureDonnees lecture, MoteurRegles moteur)
    {
        var (whole, replaced) = (!etat.Statut.EstRecalcule(), etat.RemplaceePar is not null);
        if (replaced && !whole) return null;
        var read = lecture.Lire(key, reader.GetBoolean(3), reader.GetFieldValue<byte[]>(4), whole ? null : moteur);
        return read is not null && replaced ? read with { RemplaceePar = etat.RemplaceePar } : read;
    }
}
