using Parcoursup.Gateway.Api;
using Parcoursup.Gateway.Chronologie;
using Parcoursup.Gateway.Configuration;
using Parcoursup.Gateway.Domain.Baccalaureat;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Intake;
using Parcoursup.Gateway.Storage;

namespace Parcoursup.Gateway.Evaluation;

/// <summary>A result as it comes in (contract §7): keyed by file number or by INE.</summary>
internal sealed record ResultatRecu
{
    public int Session { get; init; }
    public int? CodeCandidat { get; init; }
    public string? Ine { get; init; }
    public string? Resultat { get; init; }
    public DateOnly? Date { get; init; }

    public string Cle => CodeCandidat is { } dossier ? BacResults.KeyOf(dossier) : BacResults.KeyOfIne(Domain.Identite.Ine.Normalize(Ine)!);
    public IssueBac Issue => Enum.Parse<IssueBac>(Resultat!, ignoreCase: true);
}

/// <summary>Reads results of the baccalauréat, line by line.</summary>
internal static class BacReader
{
    public static LineReading<ResultatRecu> Read(ReadOnlyMemory<byte> body, string? contentType) => LineReader.Read<ResultatRecu>(body, contentType, Check);

    private static LineError? Check(ResultatRecu line)
    {
        if (line.Session is < 2018 or > 2100) return new("session", "Indiquer la session de Parcoursup (par exemple 2026).");
        if (line.CodeCandidat is null && !Ine.HasShape(Ine.Normalize(line.Ine))) return new("codeCandidat", "Indiquer le numéro de dossier (codeCandidat) ou l'INE (11 caractères).");
        if (line.Resultat?.ToUpperInvariant() is not ("ADMIS" or "REFUSE" or "RATTRAPAGE")) return new("resultat", "Indiquer ADMIS, REFUSE ou RATTRAPAGE.");
        return line.Date is null ? new("date", "Indiquer la date du résultat (aaaa-mm-jj).") : null;
    }
}

/// <summary>Applies results of the baccalauréat: the one that counts is kept, whoever it touches is evaluated.</summary>
internal sealed class BacApplier(EventBook events) : IMessageApplier
{
    private const long LinesPerMessage = 1_000_000;

    public Canal Canal => Canal.ResultatsBac;

    public async Task ApplyAsync(WriteSession session, EtablissementModel etablissement, IReadOnlyList<MessageEntrant> messages, CancellationToken ct)
    {
        foreach (var message in messages)
            foreach (var line in BacReader.Read(message.Corps, message.TypeContenu).Lues)
                await ApplyAsync(session, etablissement.Code, line.Valeur, message.Id, line.Ligne, ct);
    }

    private async Task ApplyAsync(WriteSession session, string etablissement, ResultatRecu recu, long message, int ligne, CancellationToken ct)
    {
        var ordre = message * LinesPerMessage + ligne;
        var incoming = new ResultatBac(recu.Issue, recu.Date!.Value, ordre);
        var current = await session.FirstOrDefaultAsync<BacRow>(
            "SELECT session, cle, issue, jour, ordre FROM resultat_bac WHERE etablissement = @etablissement AND session = @Session AND cle = @Cle",
            new { etablissement, recu.Session, recu.Cle }, ct);
        if (!incoming.Replaces(current?.Resultat)) return;
        await session.ExecuteAsync(
            """
            INSERT INTO resultat_bac (etablissement, session, cle, issue, jour, ordre) VALUES (@etablissement, @Session, @Cle, @issue, @jour, @ordre)
            ON CONFLICT (etablissement, session, cle) DO UPDATE SET issue = excluded.issue, jour = excluded.jour, ordre = excluded.ordre
            """,
            new { etablissement, recu.Session, recu.Cle, issue = incoming.Issue.ToString(), jour = incoming.Date, ordre }, ct);
        var filter = "etablissement = @etablissement AND session = @Session AND " + (recu.CodeCandidat is null ? "ine = @ine" : "code_candidat = @CodeCandidat");
        var whom = new { etablissement, recu.Session, recu.CodeCandidat, ine = Ine.Normalize(recu.Ine) };
        await session.ExecuteAsync($"UPDATE candidat SET a_evaluer = TRUE WHERE {filter}", whom, ct);
        await events.AppendToAllAsync(session, filter, whom, NatureEvenement.ResultatBac,
            $"Résultat du baccalauréat : {incoming.Issue.ToString().ToUpperInvariant()} (du {incoming.Date:dd/MM/yyyy}).", "règle B5", message, ct);
    }
}
