using System.Globalization;
using Dapper;
using Npgsql;
using NpgsqlTypes;
using Parcoursup.Gateway.Adapters.Apogee.Protocol;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Reconciliation;

namespace Parcoursup.Gateway.Adapters.Apogee.Opi;

/// <summary>PostgreSQL: two statements over arrays for the whole batch.</summary>
internal sealed class PostgresReceivedOpiSql : IReceivedOpiSql
{
    private static readonly string Merge =
        "INSERT INTO opi_recue (etablissement, cod_opi, compte, origine, individu, adresse_fixe, adresse_annuelle, bac, dac, voeux, "
        + "these, ordre) " +
        "SELECT $1, o.* FROM unnest($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) AS o " +
        SqliteReceivedOpiSql.MergeTail.Replace("MAX(", "GREATEST(", StringComparison.Ordinal) + " RETURNING cod_opi";

    private const string Want =
        $"""
        INSERT INTO livraison (destination, etablissement, sujet, origine, personne, empreinte, revision_voulue, etat, prochaine_tentative,
        modifiee_le, trace)
        SELECT '{DestinationOpi.Name}', @etablissement, o.sujet, o.origine, o.personne, o.empreinte, 1, '{nameof(EtatLivraison.AEnvoyer)}',
        @now, @now, o.trace
        FROM unnest(@sujets, @origines, @personnes, @empreintes, @traces) AS o (sujet, origine, personne, empreinte, trace)

        """ + LivraisonBook.OnWantedAgain;

    public async Task MergeAsync(WriteSession session, string etablissement, IReadOnlyList<OpiToMerge> opis, DateTimeOffset now,
        CancellationToken ct)
    {
        var changed = await MergedAsync(session, etablissement, opis, ct);
        var wanted = opis.Where(o => changed.Contains(o.CodOpi)).ToList();
        if (wanted.Count == 0) return;
        await session.Connection.ExecuteAsync(new CommandDefinition(Want, new
        {
            etablissement, now,
            sujets = wanted.Select(o => ReceivedOpiBook.SubjectOf(o.CodOpi)).ToArray(),
            origines = wanted.Select(o => o.Origine).ToArray(),
            personnes = wanted.Select(o => o.Opi.Personne).ToArray(),
            empreintes = wanted.Select(o => o.Ordre.ToString(CultureInfo.InvariantCulture)).ToArray(),
            traces = wanted.Select(o => o.Trace).ToArray(),
        }, session.Transaction, cancellationToken: ct));
    }

    private static async Task<HashSet<string>> MergedAsync(WriteSession session, string etablissement, IReadOnlyList<OpiToMerge> opis,
        CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Merge, (NpgsqlConnection)session.Connection, (NpgsqlTransaction)session.Transaction);
        command.Parameters.Add(new NpgsqlParameter { Value = etablissement, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(Texts(opis, o => o.CodOpi));
        command.Parameters.Add(Texts(opis, o => o.Compte));
        command.Parameters.Add(Texts(opis, o => o.Origine));
        foreach (var bloc in OpiContenu.Blocs)
            command.Parameters.Add(Texts(opis, o => o.Opi.Stocke[bloc]));
        command.Parameters.Add(new NpgsqlParameter { Value = opis.Select(o => o.Ordre).ToArray(),
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint });

        var changed = new HashSet<string>(StringComparer.Ordinal);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct)) changed.Add(reader.GetString(0));
        return changed;
    }

    private static NpgsqlParameter Texts(IReadOnlyList<OpiToMerge> opis, Func<OpiToMerge, string?> field) =>
        new() { Value = opis.Select(field).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };
}
