using System.Globalization;
using Parcoursup.Gateway.Domain.Identite;

namespace Parcoursup.Gateway.Engine.Reconciliation;

/// <summary>The subject of what is delivered of a candidate. What concerns only a part of him stands below it.</summary>
internal static class SujetCandidat
{
    public static string Of(CandidatKey key) => string.Create(CultureInfo.InvariantCulture, $"{key.Session}/{key.CodeCandidat}");

    /// <summary>The pattern of all subjects below his own.</summary>
    public static string Below(CandidatKey key) => Of(key) + "/%";
}
