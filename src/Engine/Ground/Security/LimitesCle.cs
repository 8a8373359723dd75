using System.Globalization;
using System.Net;
using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Engine.Ground.Security;

/// <summary>Until when, from where and for what an API key is good; without any of it, always, everywhere and for all its rights.</summary>
/// <param name="ExpireLe">From this instant on it is refused.</param>
/// <param name="Adresses">Addresses and networks (<see cref="AddressList"/>); none: from everywhere.</param>
/// <param name="LectureSeule">GET and HEAD only.</param>
public sealed record LimitesCle(DateTimeOffset? ExpireLe, IReadOnlyList<string> Adresses, bool LectureSeule)
{
    public static readonly LimitesCle Aucune = new(null, [], false);

    private const string Separator = " ";

    /// <summary>What is wrong with it, in French.</summary>
    public IEnumerable<Erreur> Errors(DateTimeOffset now)
    {
        if (ExpireLe <= now) yield return new("expireLe", "Indiquer une date à venir.");
        for (var i = 0; i < Adresses.Count; i++)
            if (AddressList.TryParse(Adresses[i]) is null)
                yield return new($"adresses[{i}]",
                    $"« {Adresses[i]} » n'est ni une adresse IP ni un réseau : par exemple 192.0.2.10, 192.0.2.0/24 ou 2001:db8::/32.");
    }

    public bool IsOver(DateTimeOffset now) => ExpireLe <= now;

    public bool Allows(IPAddress? address) =>
        Adresses.Count == 0 || (address is not null && Adresses.Any(text => AddressList.Parse(text).Contains(address)));

    /// <summary>As it is stored: whole seconds, which every database keeps.</summary>
    internal LimitesCle Stored() => this with
    {
        ExpireLe = ExpireLe is { } end ? DateTimeOffset.FromUnixTimeSeconds(end.ToUnixTimeSeconds()) : null,
    };

    internal string? AdressesText => Adresses.Count == 0 ? null : string.Join(Separator, Adresses);

    internal static LimitesCle Of(DateTimeOffset? end, string? addresses, bool readOnly) =>
        end is null && addresses is null && !readOnly ? Aucune
            : new(end, addresses?.Split(Separator, StringSplitOptions.RemoveEmptyEntries) ?? [], readOnly);

    /// <summary>The parts that a seal covers; a key without limits is sealed as it was before there were any.</summary>
    internal string[] Sealed => this is { ExpireLe: null, Adresses.Count: 0, LectureSeule: false } ? []
        :
        [
            "limites", ExpireLe?.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) ?? "", AdressesText ?? "",
            LectureSeule ? "lecture" : "",
        ];
}
