using System.Collections.Frozen;

namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>
/// Every code that the hosted OPI service answers by itself; docs/reference/fautes.md tells each one's cause and remedy.
/// Codes of the SIS that are handed back (rule B6) are not among them.
/// </summary>
public static class CodesFaute
{
    private const string NullInput = "technical.parameter.nullinput.";
    private const string Incoherent = "technical.parameter.noncoherentinput.";

    private static readonly Dictionary<string, CodeFaute> Catalogue = new(StringComparer.Ordinal);

    // What the type table requires, and what it says is an int: one code per field.
    private static readonly FrozenDictionary<string, CodeFaute> Obligatoires = OpiSchema.Versions.Select(v => OpiLayout.Of(v.Numero))
        .SelectMany(layout => layout.Individu.Required.Concat(layout.Blocs.SelectMany(b => b.RequiredOfItem)))
        .Select(leaf => leaf.Element.Nom).Distinct().ToFrozenDictionary(nom => nom, nom => Declare(NullInput + nom));

    private static readonly FrozenDictionary<string, CodeFaute> Entiers = OpiSchema.Versions.Select(v => OpiLayout.Of(v.Numero))
        .SelectMany(layout => layout.Blocs).SelectMany(b => b.Root.Leaves().Concat(b.Root.Item?.Leaves() ?? []))
        .Where(leaf => leaf.Element is { Nature: NatureElement.Entier, EstCle: false })
        .Select(leaf => leaf.Element.Nom).Distinct().ToFrozenDictionary(nom => nom, nom => Declare(Incoherent + nom));

    /// <summary>The message cannot be read as SOAP, as XML or as HTTP.</summary>
    public static CodeFaute Message { get; } = Declare(Incoherent + "message");

    /// <summary>The operation does not exist here.</summary>
    public static CodeFaute Operation { get; } = Declare(Incoherent + "operation");

    /// <summary>An OPI number that is too long, or not this account's.</summary>
    public static CodeFaute Numero { get; } = Declare(Incoherent + "codOpiIntEpo");

    /// <summary>A birth date of another form: cut to Apogée's column, it would be another one.</summary>
    public static CodeFaute DateNaissance { get; } = Declare(Incoherent + OpiMessageReader.BirthDate);

    /// <summary>A decision other than F, S and D.</summary>
    public static CodeFaute Decision { get; } = Declare(Incoherent + "codDecVeu");

    /// <summary>A version of a diploma without the diploma.</summary>
    public static CodeFaute Diplome { get; } = Declare(Incoherent + "codDip");

    /// <summary>A diploma without its version.</summary>
    public static CodeFaute VersionDiplome { get; } = Declare(Incoherent + "codVrsVdi");

    /// <summary>One VET twice in one message.</summary>
    public static CodeFaute VetEnDouble { get; } = Declare("technical.parameter.duplicateinput.voeux");

    /// <summary>An element that stands twice where one is meant: one reader would take the first, another the last.</summary>
    public static CodeFaute ElementEnDouble { get; } = Declare("technical.parameter.duplicateinput.message");

    /// <summary>The établissement has no Apogée.</summary>
    public static CodeFaute SansApogee { get; } = Declare("functionnal.borules.nonautorise.etablissement");

    /// <summary>Parcoursup's OPI where the gateway computes them (rule A2).</summary>
    public static CodeFaute AutreSource { get; } = Declare("functionnal.borules.nonautorise.source");

    /// <summary>The SIS refused, and its code was not kept (mode Relais, deliveries of a former release).</summary>
    public static CodeFaute RefusDuSis { get; } = Declare("functionnal.borules.refus.sis");

    /// <summary>The message did not arrive in time.</summary>
    public static CodeFaute TropLent { get; } = Declare("technical.system.timeout.message");

    /// <summary>A failure of ours.</summary>
    public static CodeFaute Interne { get; } = Declare("technical.system.unexpected.OpiMetier");

    /// <summary>All of them, each once.</summary>
    public static IReadOnlyCollection<CodeFaute> Tous => Catalogue.Values;

    /// <summary>A required field without value.</summary>
    public static CodeFaute Obligatoire(string element) => Obligatoires[element];

    /// <summary>A field of type int with something else in it.</summary>
    public static CodeFaute Entier(string element) => Entiers[element];

    // An int may be wrong in another way too: one code then has two causes.
    private static CodeFaute Declare(string texte) =>
        Catalogue.TryGetValue(texte, out var known) ? known : Catalogue[texte] = new CodeFaute(texte);
}
