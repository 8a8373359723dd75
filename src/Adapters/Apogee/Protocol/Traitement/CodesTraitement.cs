namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>
/// Every code that <see cref="PasserelleApogee"/> answers (docs/reference/service-apogee.md), in the grammar of contract §4.
/// </summary>
public static class CodesTraitement
{
    /// <summary>The message cannot be read as SOAP, as XML or as HTTP.</summary>
    public static CodeFaute Message { get; } = Incoherent("message");

    /// <summary>The operation does not exist here.</summary>
    public static CodeFaute Operation { get; } = Incoherent("operation");

    /// <summary>The établissement has no Apogée.</summary>
    public static CodeFaute SansApogee => CodesFaute.SansApogee;

    /// <summary>The établissement's OPI leave another way (rule E1).</summary>
    public static CodeFaute AutreVoie { get; } = new("functionnal.borules.nonautorise.voie");

    /// <summary>The message did not arrive in time.</summary>
    public static CodeFaute TropLent => CodesFaute.TropLent;

    /// <summary>A failure of ours.</summary>
    public static CodeFaute Interne { get; } = new("technical.system.unexpected.PasserelleApogee");

    /// <summary>A required value, or every line of a list, is missing.</summary>
    internal static CodeFaute Obligatoire(string element) => new("technical.parameter.nullinput." + element);

    /// <summary>A value that cannot be taken.</summary>
    internal static CodeFaute Incoherent(string element) => new("technical.parameter.noncoherentinput." + element);
}
