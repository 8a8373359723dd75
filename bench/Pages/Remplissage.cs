using System.Globalization;
using System.Text;
using Parcoursup.Gateway.Domain.Baccalaureat;
using Parcoursup.Gateway.Domain.Candidats;
using Parcoursup.Gateway.Domain.Decisions;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Domain.Valeurs;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Intake;
using Parcoursup.Gateway.Engine.Reconciliation;

namespace Parcoursup.Gateway.Pages;

/// <summary>
/// What a campaign leaves behind in mid-July, each candidate with his wishes, their decisions, his delivery and its exchanges, the messages
/// and the chronology; a few in a hundred wait for something. Shares are of <see cref="Part"/>, the same ones every time.
/// </summary>
internal sealed class Remplissage(Coffre coffre, IDepot depot)
{
    private static readonly DateTimeOffset Debut = new(2026, 6, 2, 6, 0, 0, TimeSpan.Zero);
    private const string Reponse = "2026-06-05T10:00:00";
    private const int Remontees = 40;
    private const int Tour = 50_000;
    private const int Essais = 3;

    // Six weeks.
    private const double Duree = 3_600_000;

    private long _message;
    private long _livraison;
    private long _remontee;
    private long _garde;
    private int _personne;
    private long _audit;
    private string _empreinte = AuditChain.Start;

    public async Task RunAsync(IReadOnlyList<Etab> etabs, Action<int> progress)
    {
        (_audit, _empreinte) = await TeteAsync();
        var (keys, first, done) = (new List<ITextKey>(), new List<long>(), new int[etabs.Count]);
        foreach (var etab in etabs)
        {
            keys.Add(await coffre.CleAsync(etab.Code));
            first.Add(_remontee + 1);
            await JoursAsync(etab, keys[^1]);
        }

        // As they come: everybody's beside everybody's, the journals in the order of time.
        var order = etabs.SelectMany((etab, i) => Enumerable.Repeat(i, etab.Candidats)).ToArray();
        new Random(1).Shuffle(order);
        foreach (var i in order)
        {
            await CandidatAsync(etabs[i], keys[i], done[i]++, first[i], Debut.AddSeconds(Duree * _personne / order.Length));
            if (_personne % Tour == 0) progress(_personne);
        }

        await depot.EndAsync();
        await coffre.Base.WriteAsync(session => session.ExecuteAsync(
            """
            INSERT INTO audit_tete (id, numero, empreinte) VALUES (1, @_audit, @_empreinte)
            ON CONFLICT (id) DO UPDATE SET numero = excluded.numero, empreinte = excluded.empreinte
            """, new { _audit, _empreinte }, default), default);
    }

    private async Task CandidatAsync(Etab etab, ITextKey key, int i, long firstRemontee, DateTimeOffset at)
    {
        var (person, code) = (_personne++, etab.Premier + i);
        var candidat = Personne.De(person, code);
        var sujet = $"{Population.Session}/{code}";
        var wishes = 1 + (Part(person, 7) < 70 ? 1 : 0) + (Part(person, 8) < 50 ? 1 : 0);
        var message = await MessageAsync(etab, candidat, at, wishes);
        var held = Part(person, 1) < 1;
        await depot.AddAsync(Tables.Candidat, etab.Code, Population.Session, code, key.SealText(JsonText.Of(candidat), UsageTexte.Lu),
            key.SealText(candidat.Ine, UsageTexte.Cherche), Reponse, message, etab.Sis == "Apogee" ? Opi(person) : null,
            held ? key.SealText(JsonText.Of(new[] { new Reserve("ine", "L'INE est aussi celui d'une autre personne : à vérifier.") }), UsageTexte.Lu) : "[]",
            Part(person, 2) < 4 ? key.SealText(Avertissement, UsageTexte.Lu) : "[]", at, message);
        for (var rang = 0; rang < wishes; rang++)
            await VoeuAsync(etab, key, candidat, etab.Formations[(person + (rang * 7)) % etab.Formations.Count], rang, message, at);
        await EvenementAsync(etab, key, code, "Candidature", $"Candidature reçue : formation {etab.Formations[0]}, acceptée (réponse du 05/06/2026 10:00).", at, message);
        await EvenementAsync(etab, key, code, "ResultatBac", "Baccalauréat obtenu, mention bien.", at.AddDays(5), message);
        await depot.AddAsync(Tables.Resultat, etab.Code, Population.Session, SealedMark.Ine + key.SealText(candidat.Ine, UsageTexte.Cherche),
            nameof(IssueBac.Admis), new DateOnly(2026, 7, 7), message);
        if (Part(person, 9) < 2)
            await depot.AddAsync(Tables.Tache, etab.Code, "DoublonPossible", sujet,
                key.SealText($"Une autre personne porte le nom du dossier {code} : vérifier avant de l'inscrire.", UsageTexte.Lu), at);
        if (etab.Sis == "Apogee") await LivraisonAsync(etab, key, "apogee-opi", sujet, person, at, Essais);
        if (Part(person, 3) < 30) await InscriptionAsync(etab, key, candidat, person, at.AddDays(8), firstRemontee);
        await AuditerAsync(etab, sujet, at);
    }

    private async Task VoeuAsync(Etab etab, ITextKey key, Candidat candidat, int formation, int rang, long message, DateTimeOffset at)
    {
        var voeu = new Voeu
        {
            Key = new VoeuKey(Population.Session, candidat.CodeCandidat, formation, false), CodeSituation = rang == 0 ? 1 : 3,
            DateReponse = new DateTime(2026, 6, 5, 10, 0, 0, DateTimeKind.Unspecified), LibelleFormation = $"Licence - Formation {formation}",
            CodeSise = "2500001", CodesFormation = ["8842"], CodeEtablissement = etab.Uai, CodeEtablissementAffectation = etab.Uai,
        };
        var held = rang == 0 && Part(candidat.CodeCandidat, 4) < 1;
        var decision = new Decision
        {
            Code = held ? null : rang == 0 ? CodeDecision.F : CodeDecision.D,
            Reserve = held ? new($"formations[{formation}].oui", $"La formation {formation} n'a pas de correspondance : la saisir.") : null,
            Motif = rang == 0 ? "Accepté définitivement, baccalauréat obtenu." : "Refusé par le candidat.", Source = "règle C1",
        };
        await depot.AddAsync(Tables.Voeu, etab.Code, Population.Session, candidat.CodeCandidat, formation, false,
            key.SealText(JsonText.Of(voeu), UsageTexte.Lu), etab.Uai, voeu.CodeSituation, Reponse, message, at, decision.Code?.ToString(),
            key.SealText(JsonText.Of(decision), UsageTexte.Lu), held);
    }

    private async Task<long> MessageAsync(Etab etab, Candidat candidat, DateTimeOffset at, int copies)
    {
        var body = Encoding.UTF8.GetBytes($$"""{"codeCandidat":{{candidat.CodeCandidat}},"nom":"{{candidat.Nom}}","ine":"{{candidat.Ine}}"}""");
        for (var i = 0; i < copies; i++)
            await depot.AddAsync(Tables.Message, ++_message, at, etab.Code, etab.Uai, "Push", "psup", "application/json",
                await coffre.Cles.SealAsync(etab.Code, IntakeColumns.Corps, body, default));
        if (Part(candidat.CodeCandidat, 5) == 0 && candidat.CodeCandidat % 20 == 0)
            await depot.AddAsync(Tables.Ecarte, _message, at, (await coffre.CleAsync(etab.Code)).SealText("Message illisible : session absente.", UsageTexte.Lu));
        return _message;
    }

    private ValueTask EvenementAsync(Etab etab, ITextKey key, int code, string nature, string text, DateTimeOffset at, long message) =>
        depot.AddAsync(Tables.Evenement, etab.Code, Population.Session, code, etab.Formations[0], nature, at, at,
            key.SealText(text, UsageTexte.Lu), "règle B4", message);

    private async Task<long> LivraisonAsync(Etab etab, ITextKey key, string destination, string sujet, int person, DateTimeOffset at, int exchanges)
    {
        var id = ++_livraison;
        var refused = Part(person, 6) < 2;
        await depot.AddAsync(Tables.Livraison, id, destination, etab.Code, sujet, "Parcoursup", key.SealText(Personne.Ine(person), UsageTexte.Cherche),
            $"{person:x16}", 2L, refused ? 1L : 2L, refused ? "RefusMetier" : "AJour", refused ? 1 : 0, true, at,
            refused ? key.SealText("opi.individu.doublon : cet individu existe déjà.", UsageTexte.Lu) : null,
            refused ? key.SealText("Apogée connaît déjà cette personne sous un autre numéro.", UsageTexte.Lu) : null, at);
        for (var n = 1; n <= exchanges; n++)
        {
            var (asked, answered) = (await coffre.Cles.SealAsync(etab.Code, EchangeColumns.Requete, Requete, default),
                await coffre.Cles.SealAsync(etab.Code, EchangeColumns.Reponse, Accuse, default));
            await depot.AddAsync(Tables.Echange, (Essais * (id - 1)) + n, id, (long)n, at.AddMinutes(n), at.AddMinutes(n).AddSeconds(1),
                refused && n == exchanges ? "Refusee" : "Acquittee", null, asked, answered);
        }

        return id;
    }

    private async Task InscriptionAsync(Etab etab, ITextKey key, Candidat candidat, int person, DateTimeOffset at, long firstRemontee)
    {
        var formation = etab.Formations[person % etab.Formations.Count];
        var sujet = $"{Population.Session}/{candidat.CodeCandidat}/{formation}";
        await depot.AddAsync(Tables.Inscription, etab.Code, sujet, Population.Session, candidat.CodeCandidat, formation,
            key.SealText($$"""{"codeCandidat":{{candidat.CodeCandidat}},"codeFormation":{{formation}}}""", UsageTexte.Compare), "Inscription", "Sis", true, true,
            false, at, _message);
        var livraison = await LivraisonAsync(etab, key, "parcoursup-ia", sujet, person, at, 1);
        await depot.AddAsync(Tables.RemonteeLigne, firstRemontee + (person % Remontees), livraison, sujet, Part(person, 6) < 2 ? "Refusee" : "Acquittee");
    }

    // What happens by the day and not by the candidate.
    private async Task JoursAsync(Etab etab, ITextKey key)
    {
        for (var day = 0; day < Remontees; day++)
        {
            var at = Debut.AddDays(day);
            await depot.AddAsync(Tables.Remontee, ++_remontee, etab.Code, at, at, "planification", etab.Candidats * 3 / 10 / Remontees);
            await depot.AddAsync(Tables.Recuperation, etab.Code, etab.Uai, "Quotidienne", "Terminee", at, at, 1, at, etab.Candidats, true);
            await depot.AddAsync(Tables.Passage, "remontee", etab.Code, at, "noeud-1", at, at.AddMinutes(2), "Reussi");
            if (day % 8 == 0)
                await depot.AddAsync(Tables.Garde, ++_garde, etab.Code, "Decisions", DateOnly.FromDateTime(at.UtcDateTime),
                    day == 32 ? "EnAttente" : "Confirmee", 31, etab.Candidats, 5, "31 vœux deviendraient défavorables.", at);
        }

        await depot.AddAsync(Tables.Tache, etab.Code, "FichiersOpi", "lot", key.SealText("Le dossier des lots ne peut pas être écrit.", UsageTexte.Lu), Debut);
    }

    private ValueTask AuditerAsync(Etab etab, string sujet, DateTimeOffset at)
    {
        var row = new AuditRow
        {
            Numero = ++_audit, Instant = at, Qui = "Zoé M.", Identifiant = "zoe", Origine = "127.0.0.1", Acte = "DossierConsulte", Etablissement = etab.Code,
            Sujet = sujet, Issue = EntreeAudit.Fait, Nombre = 1,
        };
        row.Empreinte = _empreinte = coffre.Chaine.HashOf(row, _empreinte);
        return depot.AddAsync(Tables.Audit, row.Numero, row.Instant, row.Qui, row.Identifiant, row.Origine, row.Acte, row.Etablissement, row.Sujet, row.Issue,
            row.Nombre, null, null, row.Empreinte);
    }

    private async Task<(long, string)> TeteAsync() =>
        await coffre.Base.FirstOrDefaultAsync<Tete>("SELECT numero, empreinte FROM audit_tete WHERE id = 1", null, default) is { } head
            ? (head.Numero, head.Empreinte) : (0, AuditChain.Start);

    public static string Opi(int person) => string.Create(CultureInfo.InvariantCulture, $"P{person:D9}");

    // In a hundred, another one for each use.
    private static int Part(int i, int use) => (int)((((uint)i * 2_654_435_761u) ^ ((uint)use * 40_503u * 65_537u)) % 9973 % 100);

    private static readonly string Avertissement = JsonText.Of(
        new[] { new Avertissement("telMobile", "Le numéro de téléphone n'en est pas un : il n'est pas transmis.") });

    private static readonly byte[] Requete = Encoding.UTF8.GetBytes("<soapenv:Envelope>" + new string('x', 1200) + "</soapenv:Envelope>");
    private static readonly byte[] Accuse = "<soapenv:Envelope><soapenv:Body/></soapenv:Envelope>"u8.ToArray();

    private sealed class Tete
    {
        public long Numero { get; init; }
        public string Empreinte { get; init; } = "";
    }
}
