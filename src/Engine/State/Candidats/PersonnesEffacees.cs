using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.State.Candidats;

/// <summary>A person who was erased, and whom nobody but the key of the fingerprints can name.</summary>
public sealed record PersonneEffacee
{
    public long Id { get; init; }
    public string Etablissement { get; init; } = "";
    public string Empreinte { get; init; } = "";
    public DateTimeOffset EffaceeLe { get; init; }
}

/// <summary>Whoever was erased does not come back by the next list of the source (rule J5).</summary>
public sealed class PersonnesEffacees(Empreintes empreintes, TimeProvider time)
{
    public string EmpreinteDe(string etablissement, CandidatKey key) => empreintes.De($"{etablissement}\n{new Sujet(key)}");

    public Task NoterAsync(WriteSession session, string etablissement, string empreinte, CancellationToken ct) => session.ExecuteAsync(
        """
        INSERT INTO personne_effacee (etablissement, empreinte, effacee_le) VALUES (@etablissement, @empreinte, @now)
        ON CONFLICT (etablissement, empreinte) DO NOTHING
        """,
        new { etablissement, empreinte, now = time.GetUtcNow() }, ct);

    /// <summary>Of an établissement, by fingerprint; hardly any has one.</summary>
    public async Task<IReadOnlyDictionary<string, PersonneEffacee>> OfAsync(
        WriteSession session, string etablissement, CancellationToken ct) =>
        (await session.QueryAsync<PersonneEffacee>(
            "SELECT * FROM personne_effacee WHERE etablissement = @etablissement", new { etablissement }, ct))
        .ToDictionary(p => p.Empreinte, StringComparer.Ordinal);

    /// <summary>Lets a person come again, by the number that the task tells; false when there is none.</summary>
    /// <param name="auteur">Who admits him, as he names himself.</param>
    public static Task<bool> ReadmettreAsync(Database database, AuditBook audit, long id, string auteur, CancellationToken ct) =>
        database.WriteAsync(async session =>
        {
            if (await session.ScalarAsync<string>(
                "DELETE FROM personne_effacee WHERE id = @id RETURNING etablissement", new { id }, ct) is not { } etablissement)
                return false;
            audit.Note(session, new(ActeAudit.PersonneReadmise, etablissement, FormattableString.Invariant($"effacement {id}"))
            {
                Details = [new("auteur", null, auteur)],
            });
            return true;
        }, ct);
}
