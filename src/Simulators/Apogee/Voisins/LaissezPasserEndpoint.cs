using System.Globalization;
using System.Xml.Linq;

namespace Parcoursup.Gateway.Simulators.Apogee;

/// <summary>/services/LaissezPasserMetier in its two forms, for persons whom this Apogée holds.</summary>
internal sealed class LaissezPasserEndpoint(
    ApogeeOptions options, ApogeeState state, Etudiants etudiants, LaissezPasserBook book, CallLog log, ApogeeNetwork network)
    : VoisinEndpoint(Service, Operations, log, network)
{
    public const string Service = "LaissezPasserMetier";

    private static readonly string[] Children =
    [
        "typLpa", "codAnu", "numOPI", "codEtu", "codEtp", "codVrsVet", "codDip", "codVrsVdi", "codRgi", "codStu", "libCmtLpa",
        "codCatOuiSi", "mtfCat", "codCatExoExt",
    ];

    private static readonly VoisinOperation[] Operations =
    [
        new("mettreAJourLaissezPasserWS_V2", "mettreAJourLaissezPasserWSResponse_V2", Children),
        new("mettreAJourLaissezPasserWS", "mettreAJourLaissezPasserWSResponse", [.. Children.Take(11).Select(name => "_" + name)]),
    ];

    protected override (IEnumerable<XElement> Answer, OpiFault? Fault) CarryOut(VoisinCall call)
    {
        var fault = Malformed(call) ?? Unknown(call);
        if (fault is null)
            book.Record(state.PersonOf(call["numOPI"]) ?? etudiants.PersonOf(call["codEtu"])!, call);
        return ([], fault);
    }

    private static OpiFault? Malformed(VoisinCall call)
    {
        if (new[] { "typLpa", "codAnu", "codEtp", "codVrsVet" }.FirstOrDefault(name => call[name] is null) is { } missing)
            return OpiFault.Missing(missing);
        if (call["numOPI"] is null && call["codEtu"] is null)
            return OpiFault.Missing("numOPI");
        if (call["typLpa"] is not ("IAPRIMO" or "REINS"))
            return OpiFault.Incoherent("typLpa", $"typLpa vaut « {call["typLpa"]} » ; valeurs admises : IAPRIMO, REINS");
        if (call["codAnu"] is not { Length: 4 } || !IsNumber(call["codAnu"]))
            return OpiFault.Incoherent("codAnu", $"codAnu n'est pas une année : « {call["codAnu"]} »");
        if (new[] { "codEtu", "codVrsVet", "codVrsVdi" }.FirstOrDefault(name => call[name] is { } value && !IsNumber(value)) is { } wrong)
            return OpiFault.Incoherent(wrong, $"{wrong} n'est pas un entier : « {call[wrong]} »");
        if ((call["codDip"] is null) != (call["codVrsVdi"] is null))
            return OpiFault.Incoherent("codDip", "codDip et codVrsVdi vont ensemble");
        return call["mtfCat"] is not null && call["codCatOuiSi"] is null
            ? OpiFault.Incoherent("mtfCat", "mtfCat demande une catégorie Oui Si")
            : null;
    }

    private OpiFault? Unknown(VoisinCall call)
    {
        var ofOpi = state.PersonOf(call["numOPI"]);
        var ofEtu = etudiants.PersonOf(call["codEtu"]);
        if (call["numOPI"] is not null && ofOpi is null)
            return new OpiFault("technical", "data", "nullretrieve", "numOPI", $"L'OPI {call["numOPI"]} n'existe pas");
        if (call["codEtu"] is not null && ofEtu is null)
            return new OpiFault("technical", "data", "nullretrieve", "etudiant", $"L'étudiant {call["codEtu"]} n'existe pas");
        if (ofOpi is not null && ofEtu is not null && ofOpi != ofEtu)
            return OpiFault.Incoherent("codEtu", "L'OPI et l'étudiant ne sont pas la même personne");
        if (call["typLpa"] == "REINS" && etudiants.NumberOf((ofOpi ?? ofEtu)!) is null)
            return new OpiFault("functionnal", "borules", "notregistered", "typLpa", "Une réinscription demande un étudiant déjà inscrit");
        if (options.VetsConnues.Count > 0
            && !options.VetsConnues.Any(v => v.CodEtp == call["codEtp"]
                && v.CodVrsVet.ToString(CultureInfo.InvariantCulture) == call["codVrsVet"]))
            return new OpiFault("functionnal", "bddrules", "unknown", "vet", $"La VET {call["codEtp"]}-{call["codVrsVet"]} n'existe pas");
        return call["codCatOuiSi"] is { } category && options.CategoriesOuiSi.Count > 0 && !options.CategoriesOuiSi.Contains(category)
            ? new OpiFault("functionnal", "bddrules", "unknown", "codCatOuiSi", $"La catégorie Oui Si {category} n'existe pas")
            : null;
    }

    private static bool IsNumber(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _);
}
