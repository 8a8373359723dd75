using System.Globalization;
using System.Xml.Linq;
using static Parcoursup.Gateway.Simulators.Apogee.OpiMessage;

namespace Parcoursup.Gateway.Simulators.Apogee;

/// <summary>What Apogée refuses, in the order in which it would notice.</summary>
internal sealed class OpiRules(ApogeeOptions options)
{
    private const int OuiSi = 8;
    private static readonly Version ModEnvRelease = new(6, 50);

    public OpiFault? Check(OpiMessage message, bool isKnown)
    {
        var items = Items(message);
        return Individu(message, isKnown)
            ?? OpiWidths.Check(message)
            ?? Release(message)
            ?? items.Select(item => Voeu(item, message.Version)).FirstOrDefault(fault => fault is not null)
            ?? Duplicate(items);
    }

    /// <summary>The wishes of the message, an empty one left out.</summary>
    public static IReadOnlyList<XElement> Items(OpiMessage message) =>
        [.. (message.Donnees.Element("voeux")?.Elements("item") ?? []).Where(item => !IsEmpty(item))];

    public static Vet VetOf(XElement item) =>
        new(Value(item, "codCge")!, Value(item, "codEtp")!, int.Parse(Value(item, "codVrsVet")!, CultureInfo.InvariantCulture));

    private static OpiFault? Individu(OpiMessage message, bool isKnown)
    {
        if (message.CodOpiIntEpo is null)
            return OpiFault.Missing("codOpiIntEpo");

        var individu = Child(message.Donnees, "individu");
        var etatCivil = Child(individu, "etatCivil");
        var naissance = Child(individu, "donneesNaissance");
        if (!isKnown || etatCivil is not null)
        {
            foreach (var name in new[] { "libNomPatIndOpi", "libPr1IndOpi" })
            {
                if (Value(etatCivil, name) is null)
                    return OpiFault.Missing(name);
            }
        }

        if ((!isKnown || naissance is not null) && Value(naissance, "dateNaiIndOpi") is null)
            return OpiFault.Missing("dateNaiIndOpi");

        var date = Value(naissance, "dateNaiIndOpi");
        if (date is not null && !DateOnly.TryParseExact(date, "ddMMyyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            return OpiFault.Incoherent("dateNaiIndOpi", $"La date de naissance « {date} » n'est pas au format JJMMAAAA");

        return OneOf(etatCivil, "codSexEtuOpi", "M", "F")
            ?? OneOf(naissance, "temDateNaiRelOpi", "O", "N")
            ?? OneOf(naissance, "codTypDepPayNai", "D", "P")
            ?? Integer(individu, "codEtuOpi");
    }

    private OpiFault? Release(OpiMessage message)
    {
        if (options.Release is null || options.Release >= ModEnvRelease)
            return null;

        var tooNew = message.Donnees.Element("voeux")?.Descendants()
            .FirstOrDefault(e => e.Name.LocalName is "codRge" or "modEnv" && !IsEmpty(e));
        return tooNew is null
            ? null
            : OpiFault.Incoherent(tooNew.Name.LocalName, $"{tooNew.Name.LocalName} est inconnu de la version {options.Release} d'Apogée");
    }

    private OpiFault? Voeu(XElement item, int version)
    {
        var required = new[] { "codCge", "codEtp", "codVrsVet", "numCls", "codDecVeu" }.FirstOrDefault(name => Value(item, name) is null);
        if (required is not null)
            return OpiFault.Missing(required);

        var malformed = Integer(item, "codVrsVet") ?? Integer(item, "numCls") ?? Integer(item, "codVrsVdi")
            ?? OneOf(item, "codDecVeu", "F", "S", "D") ?? OneOf(item, "codDemDos", "C", "T") ?? OneOf(item, "temValPsd", "O", "N");
        if (malformed is not null)
            return malformed;

        if ((Value(item, "codDip") is null) != (Value(item, "codVrsVdi") is null))
            return OpiFault.Incoherent("codDip", "codDip et codVrsVdi vont ensemble");

        if (version >= OuiSi && Value(item, "codDecVeu") == "S" && Value(item, "codCatOuiSi") is null)
            return new OpiFault("functionnal", "borules", "nullinput", "codCatOuiSi",
                "La catégorie Oui Si est obligatoire pour une décision S");

        var vet = VetOf(item);
        return options.VetsConnues.Count == 0 || options.VetsConnues.Contains(vet)
            ? null
            : new OpiFault("functionnal", "bddrules", "unknown", "vet",
                $"La VET {vet.CodEtp}-{vet.CodVrsVet} (centre {vet.CodCge}) n'existe pas");
    }

    private static OpiFault? Duplicate(IReadOnlyList<XElement> items) =>
        items.Select(VetOf).GroupBy(vet => vet).FirstOrDefault(group => group.Count() > 1) is null
            ? null
            : new OpiFault("technical", "data", "sqlexception", "voeux", "ORA-00001: violation de contrainte unique (APOGEE.PK_VOEUX_INS)");

    private static OpiFault? OneOf(XElement? parent, string name, params string[] values) =>
        Value(parent, name) is { } value && !values.Contains(value)
            ? OpiFault.Incoherent(name, $"{name} vaut « {value} » ; valeurs admises : {string.Join(", ", values)}")
            : null;

    private static OpiFault? Integer(XElement? parent, string name) =>
        Value(parent, name) is { } value && !int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)
            ? OpiFault.Incoherent(name, $"{name} n'est pas un entier : « {value} »")
            : null;
}
