namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>Apogée's refusals in plain French: the cause and what to do. No public list of codes exists (contract §4).</summary>
internal static class FautesApogee
{
    private static readonly Dictionary<string, string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["technical.data.nullretrieve.etudiant"] =
            "Apogée ne connaît pas le numéro d'étudiant indiqué : le corriger ou le retirer, puis relancer la livraison.",
        ["technical.parameter.noncoherentinput.codEtu"] =
            "Le numéro d'étudiant ne correspond pas à la personne enregistrée dans Apogée : vérifier son identité (INE, nom, prénom, "
                + "date de naissance), puis relancer la livraison.",
        ["technical.parameter.noncoherentinput.codDecVeu"] =
            "Le code décision d'un vœu n'est pas admis par Apogée : vérifier la nomenclature des décisions d'Apogée.",
    };

    private static readonly Dictionary<string, string> ByElement = new(StringComparer.OrdinalIgnoreCase)
    {
        ["codEtp"] =
            "La VET n'existe pas ou n'est pas ouverte dans Apogée : vérifier codEtp, codVrsVet et codCge dans la correspondance des "
                + "formations.",
        ["codVrsVet"] =
            "La version de la VET n'existe pas ou n'est pas ouverte dans Apogée : vérifier codVrsVet dans la correspondance des "
                + "formations.",
        ["codCge"] =
            "Le centre de gestion n'existe pas dans Apogée ou ne gère pas cette VET : vérifier codCge dans la correspondance des "
                + "formations.",
        ["codDip"] =
            "Le diplôme n'existe pas dans Apogée ou ne contient pas la VET : vérifier codDip et codVrsVdi dans la correspondance des "
                + "formations.",
        ["codVrsVdi"] =
            "La version du diplôme n'existe pas dans Apogée : vérifier codDip et codVrsVdi dans la correspondance des formations.",
        ["codCatOuiSi"] = "La catégorie Oui si n'existe pas dans Apogée : vérifier codCatOuiSi dans la correspondance des formations.",
        ["mtfCat"] = "Le motif Oui si n'existe pas dans Apogée : vérifier mtfCat dans la correspondance des formations.",
        ["codBac"] = "La série du baccalauréat n'existe pas dans Apogée : corriger la nomenclature serieBac.",
        ["codMention"] = "La mention n'existe pas dans Apogée : corriger la nomenclature mentionBac.",
        ["codPay"] = "Le pays n'existe pas dans Apogée : corriger la nomenclature pays.",
        ["codPayNat"] = "La nationalité n'existe pas dans Apogée : corriger la nomenclature pays.",
        ["codDepPayNai"] = "Le lieu de naissance n'existe pas dans Apogée : corriger les nomenclatures departement et pays.",
        ["numOPI"] =
            "Apogée ne connaît pas l'OPI du candidat : vérifier que son OPI a bien été acceptée par Apogée, puis relancer la livraison.",
        ["typLpa"] =
            "Ce type de laissez-passer n'est pas admis pour cette personne : IAPRIMO pour une première inscription, REINS pour un "
                + "étudiant déjà connu d'Apogée.",
        ["codAnu"] = "L'année universitaire n'existe pas ou n'est pas ouverte dans Apogée : l'y ouvrir, puis relancer la livraison.",
        ["codRgi"] = "Le régime d'inscription n'existe pas dans Apogée : vérifier codRgi (formations, apogee.laissezPasser).",
        ["codStu"] = "Le statut d'étudiant n'existe pas dans Apogée : vérifier codStu (formations, apogee.laissezPasser).",
        ["codOpiIntEpo"] =
            "Apogée refuse le numéro d'OPI : vérifier qu'il n'appartient pas à une autre personne et le préfixe de l'établissement.",
    };

    /// <summary>Whether Apogée judged the content, rather than failed.</summary>
    public static bool IsBusiness(string? code) =>
        code is not null
        && (Starts(code, "functionnal.") || Starts(code, "functional.") || Starts(code, "technical.parameter.")
            || Starts(code, "technical.data."));

    public static bool IsSecurity(string? code) => code is not null && Starts(code, "technical.security");

    /// <summary>A code of three parts, as <c>technical.data.nullretrieve</c>: it says what happened and not to which element.</summary>
    public static bool IsWithoutElement(string code) =>
        (IsBusiness(code) || IsSecurity(code)) && code.Split('.', StringSplitOptions.RemoveEmptyEntries).Length == 3;

    /// <summary>Nobody or nothing found, of whatever element.</summary>
    public static bool IsNothingFound(string? code) => code is not null && Starts(code, "technical.data.nullretrieve");

    public static string Explain(string code, string objet)
    {
        if (Known.TryGetValue(code, out var exact)) return exact;
        if (IsWithoutElement(code)) return ExplainNature(code, objet);
        var element = code[(code.LastIndexOf('.') + 1)..];
        if (ByElement.TryGetValue(element, out var byElement)) return byElement;
        return Starts(code, "function")
            ? $"Une règle de gestion d'Apogée refuse {objet} ({code}) : lire le message d'Apogée, corriger la donnée concernée, "
                + "puis relancer la livraison."
            : $"Apogée refuse la valeur de « {element} » ({code}) : la corriger dans le dossier ou dans les tables de l'établissement, "
                + $"puis relancer la livraison.";
    }

    private static string ExplainNature(string code, string objet)
    {
        const string Then = " Lire le message d'Apogée, corriger la donnée concernée, puis relancer la livraison.";
        return code[(code.LastIndexOf('.') + 1)..].ToLowerInvariant() switch
        {
            "nullretrieve" => $"Apogée ne trouve pas une donnée que désigne {objet} ({code}), sans dire laquelle : un code de la "
                + $"correspondance ou d'une nomenclature n'y existe pas.{Then}",
            "nullinput" => $"Une donnée obligatoire manque dans {objet} ({code}), Apogée ne dit pas laquelle.{Then}",
            "noncoherentinput" => $"Une donnée de {objet} n'est pas cohérente ({code}), Apogée ne dit pas laquelle.{Then}",
            _ => $"Apogée refuse {objet} ({code}), sans nommer la donnée.{Then}",
        };
    }

    private static bool Starts(string code, string prefix) => code.StartsWith(prefix, StringComparison.OrdinalIgnoreCase);
}
