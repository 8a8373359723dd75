using System.Text.RegularExpressions;
using Parcoursup.Gateway.Domain.Livraisons;
using Parcoursup.Gateway.Soap;

namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>
/// A fault without Apogée's own code: the words of a driver, of a server or of a SOAP library. Sorted by faultcode and text into what
/// it is about, since only what is about everybody may slow a neighbour (rule C5).
/// </summary>
/// <param name="Cause">The same for all faults of the kind, whoever met them.</param>
/// <param name="RienApplique">Such a fault proves that nothing of the message is in Apogée.</param>
internal sealed partial record FauteSimple(string Cause, PorteeEchec Portee, bool RienApplique, string Explication)
{
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;
    private const int Timeout = 2000;
    private const int Looked = 4000;
    private const int LongestCause = 120;

    /// <param name="faultcode">Without prefix.</param>
    public static FauteSimple Of(string faultcode, string text, string objet)
    {
        if (text.Length > Looked) text = text[..Looked];
        if (Down().IsMatch(text))
            return new(Named("Apogée arrêtée", text), PorteeEchec.Destination, true,
                "Apogée n'atteint pas sa base de données ou n'a plus de ressources : voir avec son exploitation.");
        if (Version().IsMatch(text))
            return new(Named("version ou espace de noms", text), PorteeEchec.Reglage, true, WrongVersion);
        if (Rights().IsMatch(text))
            return new("authentification", PorteeEchec.Reglage, true,
                "Apogée refuse l'identifiant du service : vérifier login et motDePasse dans la configuration d'Apogée, et les droits de "
                + "ce compte.");
        if (Constraint().IsMatch(text))
            return new(Named("contrainte de la base", text), PorteeEchec.Sujet, true,
                $"La base d'Apogée refuse {objet} : un code transmis n'y existe pas, y manque ou y figure déjà. Vérifier la correspondance "
                + "de la formation (VET, centre de gestion, diplôme) et les nomenclatures de l'établissement.");
        if (Value().IsMatch(text))
            return new(Named("valeur non admise", text), PorteeEchec.Sujet, true,
                $"Apogée ne peut pas lire ou ranger une valeur de {objet} : la corriger dans le dossier ou dans les tables de "
                + "l'établissement.");
        if (Waited().IsMatch(text))
            return new(Named("délai dans Apogée", text), PorteeEchec.Inconnue, false,
                $"Apogée a mis trop longtemps à traiter {objet} (base occupée, enregistrement verrouillé) : l'envoi est refait de "
                + "lui-même.");
        return IsClient(faultcode)
            ? new(Named($"faute {faultcode}", text), PorteeEchec.Reglage, true, WrongVersion)
            : new(Named("faute d'Apogée", text), PorteeEchec.Inconnue, false,
                $"Apogée n'a pas pu traiter {objet}, sans en dire la raison : la chercher dans son journal, à l'heure de l'échange.");
    }

    private const string WrongVersion =
        "Apogée ne comprend pas nos messages : vérifier dans sa configuration la version du service, la version d'Apogée (release), "
        + "l'espace de noms et l'adresse, puis relancer le test du connecteur.";

    private static bool IsClient(string faultcode) => faultcode.Split('.')[0].Trim() is "Client" or "VersionMismatch" or "MustUnderstand";

    /// <summary>The kind with what names the cause: the codes of the database, else the text without what is a person's.</summary>
    private static string Named(string kind, string text)
    {
        var codes = OracleCode().Matches(text).Select(m => m.Value.ToUpperInvariant()).Distinct().Take(3).ToList();
        var named = Constrained().Match(text) is { Success: true } found ? $" {found.Groups[1].Value}" : "";
        var what = codes.Count > 0 ? string.Join(" ", codes) + named
            : Blanks().Replace(Numbers().Replace(Quoted().Replace(text, "…"), "#"), " ").Trim();
        var cause = $"{kind} : {what}";
        return cause.Length <= LongestCause ? cause : cause[..LongestCause];
    }

    [GeneratedRegex(@"ORA-(01017|01033|01034|01089|01090|03113|03114|03135|28000|00018|00020|12[156]\d\d)\b|connection refused"
        + @"|communications link failure|could not (get|open) (jdbc )?connection|cannot (get|create) (a |poolable)?connection"
        + @"|pool (is )?exhausted|connection pool|no managed connections|network adapter could not|TNS:|closed connection"
        + @"|no more data to read from socket|OutOfMemory|java heap space|GC overhead|too many open files|NameNotFoundException"
        + @"|service unavailable|(base|apog[ée]+e?|service)( de donn[ée]es)?\W{0,3}(est )?indisponible|connexion refus|en maintenance"
        + @"|plus de connexion", Options, Timeout)]
    private static partial Regex Down();

    [GeneratedRegex(@"no such operation|operation\b.{0,200}\b(not found|unknown|not supported|does not exist)|unknown operation"
        + @"|op[ée]ration\b.{0,200}\b(inconnue|introuvable)|no operation|dispatch method|could not find target service|SOAPAction"
        + @"|was not recognized|unexpected (wrapper )?element|invalid element|unknown element|[ée]l[ée]ment (inattendu|inconnu)"
        + @"|no such method|does not contain operation|version ?mismatch|namespace mismatch", Options, Timeout)]
    private static partial Regex Version();

    [GeneratedRegex(@"authenticat|authentification|unauthorized|not authorized|access (is )?denied|acc[èe]s (refus|interdit)"
        + @"|ws-?security|login failed|bad credentials|invalid (user|login|password)|technical\.security", Options, Timeout)]
    private static partial Regex Rights();

    [GeneratedRegex(@"constraint|contrainte|ORA-(00001|0229[0-2]|01400|01407)\b|duplicate|foreign key|cl[ée] [ée]trang[èe]re|integrity"
        + @"|int[ée]grit[ée]|violat", Options, Timeout)]
    private static partial Regex Constraint();

    [GeneratedRegex(@"ORA-(12899|01438|01401|01722|018[0-9][0-9]|06502)\b|too (large|long)|trop long|truncat|NumberFormatException"
        + @"|for input string|unmarshal|deserializ|d[ée]s[ée]rialis|SAX(Parse)?Exception|is not a valid value|cvc-|ParseException"
        + @"|format de date", Options, Timeout)]
    private static partial Regex Value();

    [GeneratedRegex(@"time-?d?[ -]?out|ORA-(01013|00060|00054|30006)\b|lock wait|deadlock|d[ée]lai|verrou", Options, Timeout)]
    private static partial Regex Waited();

    [GeneratedRegex(@"\bORA-\d{5}\b", Options, Timeout)]
    private static partial Regex OracleCode();

    [GeneratedRegex(@"\(([A-Z][\w$#]*\.[\w$#]+)\)", Options, Timeout)]
    private static partial Regex Constrained();

    [GeneratedRegex("«[^»]{0,300}»|\"[^\"]{0,300}\"|'[^']{0,300}'", Options, Timeout)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\d+", Options, Timeout)]
    private static partial Regex Numbers();

    [GeneratedRegex(@"\s+", Options, Timeout)]
    private static partial Regex Blanks();
}
