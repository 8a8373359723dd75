namespace Parcoursup.Gateway.Engine.Inscriptions;

/// <summary>What became of a line of a feedback run; stored by name.</summary>
internal enum ResultatRemontee
{
    Acquittee,
    Refusee,

    /// <summary>There was nothing to tell any more.</summary>
    SansObjet,

    /// <summary>It is tried again, or something newer is wanted.</summary>
    Reportee,
}
