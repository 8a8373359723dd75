using Parcoursup.Gateway.Engine.Ground.Storage;
using OwnedVoeu = (string Etablissement, Parcoursup.Gateway.Engine.State.Candidats.VoeuRow Row);

namespace Parcoursup.Gateway.Engine.State.Candidats;

/// <param name="Demandee">An evaluation is asked for.</param>
internal sealed record CandidatEcrit(string Etablissement, CandidatRow Row, bool Demandee);

/// <summary>How the rows of <c>candidat</c> and <c>voeu</c> are written.</summary>
internal static class CandidatTables
{
    /// <summary>The column of the number by which a system knows a candidate.</summary>
    public const string NumeroOpi = "cod_opi";

    /// <summary>
    /// What the source tells. What evaluations and deliveries keep of a candidate is theirs to change; asking for an evaluation
    /// takes back no other one that was asked for (rule C5).
    /// </summary>
    public static readonly BulkInsert<CandidatEcrit> Recus = new("candidat",
        """
        ON CONFLICT (etablissement, session, code_candidat) DO UPDATE SET
            donnees = excluded.donnees, ine = excluded.ine, date_reponse = excluded.date_reponse, ordre = excluded.ordre,
            identite_le = excluded.identite_le, identite_ordre = excluded.identite_ordre, corrections = excluded.corrections,
            a_evaluer = candidat.a_evaluer OR excluded.a_evaluer,
            demandes_evaluation = candidat.demandes_evaluation + CASE WHEN excluded.a_evaluer THEN 1 ELSE 0 END,
            trace = COALESCE(excluded.trace, candidat.trace)
        """,
    [
        .. Identity(), BulkColumn.Of<CandidatEcrit>("identite_le", c => c.Row.IdentiteLe),
        BulkColumn.Of<CandidatEcrit>("identite_ordre", c => c.Row.IdentiteOrdre),
        Sealed("corrections", c => c.Row.Corrections),
        BulkColumn.Of<CandidatEcrit>("a_evaluer", c => c.Demandee),
        BulkColumn.Of<CandidatEcrit>("trace", c => c.Demandee ? c.Row.Trace : null),
    ]);

    /// <summary>
    /// What an evaluation leaves: asked for no more, unless somebody has asked since it began (rule C5). What the source tells is not its
    /// to write, and costs more to seal than all of this.
    /// </summary>
    public static readonly BulkUpdate<CandidatEcrit> Evalues = new("candidat", [.. Key()],
        """
        cod_opi = nouveau.cod_opi, prochaine_evaluation = nouveau.prochaine_evaluation, reserves = nouveau.reserves,
        avertissements = nouveau.avertissements,
        a_evaluer = candidat.a_evaluer AND candidat.demandes_evaluation <> nouveau.demandes_evaluation,
        trace = CASE WHEN candidat.demandes_evaluation = nouveau.demandes_evaluation THEN NULL ELSE candidat.trace END
        """,
    [
        BulkColumn.Of<CandidatEcrit>("cod_opi", c => c.Row.CodOpi),
        BulkColumn.Of<CandidatEcrit>("prochaine_evaluation", c => c.Row.ProchaineEvaluation),
        Sealed("reserves", c => c.Row.Reserves),
        Sealed("avertissements", c => c.Row.Avertissements),
        BulkColumn.Of<CandidatEcrit>("demandes_evaluation", c => c.Row.DemandesEvaluation),
    ]);

    private static IEnumerable<BulkColumn<CandidatEcrit>> Key() =>
    [
        BulkColumn.Of<CandidatEcrit>("etablissement", c => c.Etablissement),
        BulkColumn.Of<CandidatEcrit>("session", c => c.Row.Session),
        BulkColumn.Of<CandidatEcrit>("code_candidat", c => c.Row.CodeCandidat),
    ];

    private static IEnumerable<BulkColumn<CandidatEcrit>> Identity() =>
    [
        .. Key(),
        Sealed("donnees", c => c.Row.Donnees),
        Sealed("ine", c => c.Row.Ine, UsageTexte.Cherche),
        BulkColumn.Of<CandidatEcrit>("date_reponse", c => c.Row.DateReponse),
        BulkColumn.Of<CandidatEcrit>("ordre", c => c.Row.Ordre),
    ];

    private static BulkColumn<CandidatEcrit> Sealed(string name, Func<CandidatEcrit, string?> value, UsageTexte usage = UsageTexte.Lu) =>
        BulkColumn.Sealed(name, c => c.Etablissement, value, usage);

    public static readonly BulkInsert<OwnedVoeu> Voeux = new("voeu",
        """
        ON CONFLICT (etablissement, session, code_candidat, code_formation, internat) DO UPDATE SET
            donnees = excluded.donnees, uai = excluded.uai, situation = excluded.situation, date_reponse = excluded.date_reponse,
            ordre = excluded.ordre, vu_le = excluded.vu_le, absent_le = excluded.absent_le, absent_complet = excluded.absent_complet,
            disparu = excluded.disparu,
            code_decision = excluded.code_decision, decision = excluded.decision, retenue = excluded.retenue,
            garde = excluded.garde, garde_faits = excluded.garde_faits
        """,
    [
        .. KeyOfVoeu(),
        BulkColumn.Sealed<OwnedVoeu>("donnees", r => r.Etablissement, r => r.Row.Donnees),
        BulkColumn.Of<OwnedVoeu>("uai", r => r.Row.Uai),
        BulkColumn.Of<OwnedVoeu>("situation", r => r.Row.Situation),
        BulkColumn.Of<OwnedVoeu>("date_reponse", r => r.Row.DateReponse),
        BulkColumn.Of<OwnedVoeu>("ordre", r => r.Row.Ordre),
        BulkColumn.Of<OwnedVoeu>("vu_le", r => (DateTimeOffset?)r.Row.VuLe),
        BulkColumn.Of<OwnedVoeu>("absent_le", r => r.Row.AbsentLe),
        BulkColumn.Of<OwnedVoeu>("absent_complet", r => r.Row.AbsentComplet),
        BulkColumn.Of<OwnedVoeu>("disparu", r => r.Row.Disparu),
        .. Jugement(),
    ]);

    /// <summary>What was decided of a wish; what the source tells of it stays as it is.</summary>
    public static readonly BulkUpdate<OwnedVoeu> Juges = new("voeu", [.. KeyOfVoeu()],
        """
        code_decision = nouveau.code_decision, decision = nouveau.decision, retenue = nouveau.retenue, garde = nouveau.garde,
        garde_faits = nouveau.garde_faits
        """,
        [.. Jugement()]);

    private static IEnumerable<BulkColumn<OwnedVoeu>> KeyOfVoeu() =>
    [
        BulkColumn.Of<OwnedVoeu>("etablissement", r => r.Etablissement),
        BulkColumn.Of<OwnedVoeu>("session", r => r.Row.Session),
        BulkColumn.Of<OwnedVoeu>("code_candidat", r => r.Row.CodeCandidat),
        BulkColumn.Of<OwnedVoeu>("code_formation", r => r.Row.CodeFormation),
        BulkColumn.Of<OwnedVoeu>("internat", r => r.Row.Internat),
    ];

    private static IEnumerable<BulkColumn<OwnedVoeu>> Jugement() =>
    [
        BulkColumn.Of<OwnedVoeu>("code_decision", r => r.Row.CodeDecision),
        BulkColumn.Sealed<OwnedVoeu>("decision", r => r.Etablissement, r => r.Row.Decision),
        BulkColumn.Of<OwnedVoeu>("retenue", r => r.Row.EstRetenue),
        BulkColumn.Of<OwnedVoeu>("garde", r => r.Row.Garde),
        BulkColumn.Of<OwnedVoeu>("garde_faits", r => r.Row.GardeFaits),
    ];
}
