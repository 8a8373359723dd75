/*
 * La remise d'un sujet à une destination qui remplace, telle que la font src/Engine/Reconciliation et
 * src/Adapters/Apogee/Voies/Service. Une ligne de « livraison », deux nœuds (une voie chacun), un traitement côté Apogée.
 * Les noms sont ceux des colonnes et des classes : la table est dans README.md, avec ce qui est supposé et ce qui est laissé de côté.
 *
 * -DSANS_… et -DCALME_ECRASE rompent le protocole en un point, -DDORMEUR_MUET ôte une hypothèse : chacun viole une des propriétés
 * nommées à la fin.
 */

/* Le temps : un battement vaut le délai de la destination (LaneSettings.Timeout). Bail et calme sont plus longs. */
#define DELAI 1
#ifdef SANS_CALME
#define CALME 0
#else
#define CALME (DELAI + 1)
#endif
#define BAIL  (3 * DELAI)

/* Combien de choses peuvent aller mal, en tout. Tout le reste peut arriver dans n'importe quel ordre. */
#ifndef VOEUX
#define VOEUX 2
#endif
#ifndef PANNES
#define PANNES 1
#endif
#ifndef PERTES
#define PERTES 1
#endif
#ifndef LENTEURS
#define LENTEURS 1
#endif
#ifndef RELANCES
#define RELANCES 1
#endif

#define ENVOIS     3
#define TRAITEMENT 2
#define PERSONNE   3
#define FANTOMES   2

mtype = { AJour, AEnvoyer, EnCours, SansObjet };           /* EtatLivraison */
mtype = { Libre, Pris, Pret, Parti, Fini };                /* où en est un envoi */
mtype = { Rien, Acquittee, Incertaine, NonEnvoyee };       /* IssueEnvoi ; Rien : TooLate */

/* La ligne. */
mtype etat = AEnvoyer;
byte revision_voulue = 1;
byte revision_acquittee = 0;
bool tentee = false;
byte bail_par = PERSONNE;
byte bail_jusqua = 0;      /* ce qu'il reste du bail */
byte calme_jusqua = 0;     /* ce qu'il reste du calme */

/* Les envois : 0 et 1 sont des voies, 2 le traitement. */
mtype phase[ENVOIS] = Libre;
mtype issue[ENVOIS] = Rien;
byte revision[ENVOIS] = 0;       /* celle qui a été rendue à la prise ; celle du jeton */
bool tentee_avant[ENVOIS] = false;
byte reste_bail[ENVOIS] = 0;     /* BailJusqua, tel que l'envoi l'a lu à la prise */
byte reste_appel[ENVOIS] = 0;    /* combien de temps son appel peut encore être traité */
bool pose[ENVOIS] = false;       /* son appel a été traité */
bool tardif[ENVOIS] = false;     /* son appel est parti alors que son bail était perdu */
byte calme_apres[ENVOIS] = 0;    /* ce qu'il reste du calme que demande son issue incertaine */

/* La destination : la dernière révision écrite, et les appels que personne n'attend plus. */
byte tenue = 0;
byte fantome[FANTOMES] = 0;
byte reste_fantome[FANTOMES] = 0;

/* Un nœud a lu que le bail est perdu, et n'a encore rien écrit. */
bool vue_perdue = false;

byte voeux = VOEUX - 1;
byte pannes = PANNES;
byte pertes = PERTES;
byte lenteurs = LENTEURS;
byte relances = RELANCES;
bool renonce = true;

#define PLUS_GRAND(a, b) ((a) > (b) -> (a) : (b))
#define TIENT(h)         (etat == EnCours && bail_par == h)

/* Lease.Free */
inline liberer() { bail_par = PERSONNE; bail_jusqua = 0 }

/* LivraisonClaims.GiveBackAsync */
inline rendre() {
    etat = AEnvoyer; liberer(); calme_jusqua = PLUS_GRAND(calme_jusqua, CALME);
    printf("la livraison est rendue\n")
}

/* Fin d'un envoi, quelle qu'elle soit. */
inline oublier(h) {
    phase[h] = Libre; issue[h] = Rien; revision[h] = 0; tentee_avant[h] = false; reste_bail[h] = 0;
    reste_appel[h] = 0; pose[h] = false; tardif[h] = false; calme_apres[h] = 0
}

/* LivraisonClaims.ClaimAsync et PrepareAsync, dans une transaction. */
#define A_PRENDRE (etat == AEnvoyer && calme_jusqua == 0)

inline prendre(h) {
    etat = EnCours; bail_par = h; bail_jusqua = BAIL; reste_bail[h] = BAIL;
    revision[h] = revision_voulue; tentee_avant[h] = tentee; tentee = true;
    phase[h] = Pris;
    printf("%d prend la révision %d\n", h, revision[h])
}

/* Un appel que son auteur n'attend plus : la destination peut encore le traiter, un délai durant. */
inline abandonner(h) {
    if
    :: phase[h] == Parti && !pose[h] && h != TRAITEMENT && fantome[0] == 0 ->
        fantome[0] = revision[h]; reste_fantome[0] = (reste_appel[h] < DELAI -> reste_appel[h] : DELAI)
    :: phase[h] == Parti && !pose[h] && h != TRAITEMENT && fantome[0] != 0 ->
        fantome[1] = revision[h]; reste_fantome[1] = (reste_appel[h] < DELAI -> reste_appel[h] : DELAI)
    :: else
    fi
}

/* LateWord.MakeDueAsync */
inline parole_tardive(h, calme) {
#ifndef SANS_PAROLE_TARDIVE
    printf("parole tardive de %d\n", h);
    revision_voulue++;
    calme_jusqua = PLUS_GRAND(calme_jusqua, calme);
    if
    :: etat != EnCours -> etat = AEnvoyer
    :: else
    fi
#else
    skip
#endif
}

/* AttemptLedger.UpdateDeliveryAsync : seul le porteur de ce bail est entendu. */
#ifdef SANS_BARRIERE
#define ENTENDU(h) (etat == EnCours)
#else
#define ENTENDU(h) TIENT(h)
#endif

inline enregistrer(h) {
    if
    :: ENTENDU(h) ->
        if
        :: issue[h] == Acquittee ->
            revision_acquittee = revision[h];
            etat = (revision_voulue > revision[h] -> AEnvoyer : AJour)
        :: issue[h] == Incertaine ->
            calme_jusqua = PLUS_GRAND(calme_jusqua, calme_apres[h]);
#ifdef SANS_TENTATIVE
            tentee = tentee_avant[h];
#endif
            etat = AEnvoyer
        :: else -> /* rien n'est parti */
            tentee = tentee_avant[h]; etat = AEnvoyer
        fi;
        liberer()
    :: else ->
        if
        :: issue[h] == Acquittee || issue[h] == Incertaine -> parole_tardive(h, calme_apres[h])
        :: else
        fi
    fi;
    printf("%d rend compte (%e) : %e, voulue %d, acquittée %d\n", h, issue[h], etat, revision_voulue, revision_acquittee);
    oublier(h)
}

/* La voie d'un nœud : LaneClaim, LaneDelivery. Entre deux pas, le processus peut dormir aussi longtemps qu'il veut. */
proctype Voie(byte h) {
end:
    do
    /* Deux voies libres ne se distinguent pas : la première prend. */
    :: d_step { phase[h] == Libre && A_PRENDRE && (h == 0 || phase[0] != Libre) -> prendre(h) }
    /* LaneDelivery.SendAsync : trop tard pour finir dans le bail. */
    :: d_step { phase[h] == Pris && reste_bail[h] <= DELAI -> issue[h] = Rien; phase[h] = Fini }
    :: d_step { phase[h] == Pris && reste_bail[h] > DELAI -> phase[h] = Pret }
    :: d_step { phase[h] == Pret && pertes > 0 -> pertes--; issue[h] = NonEnvoyee; phase[h] = Fini }
    :: d_step { phase[h] == Pret ->
        tardif[h] = (reste_bail[h] <= DELAI); reste_appel[h] = 2 * DELAI; phase[h] = Parti;
        printf("%d envoie la révision %d\n", h, revision[h]) }
    :: d_step { phase[h] == Parti && pose[h] -> issue[h] = Acquittee; phase[h] = Fini }
    /* Délai dépassé, coupure, réponse perdue : personne ne sait. */
    :: d_step { phase[h] == Parti && pertes > 0 && (pose[h] || fantome[0] == 0 || fantome[1] == 0) ->
        pertes--; abandonner(h); calme_apres[h] = CALME; issue[h] = Incertaine; phase[h] = Fini;
        printf("%d ne sait pas ce qu'est devenu son appel\n", h) }
    :: d_step { phase[h] == Fini -> enregistrer(h) }
    od
}

/* Le traitement : recupererOpi, écrire, acquitterOpi avec le jeton (PRISE). Il ne regarde pas l'heure. */
proctype Traitement(byte h) {
end:
    do
    :: d_step { phase[h] == Libre && A_PRENDRE -> prendre(h) }
    :: d_step { phase[h] == Pris ->
        tenue = revision[h]; tardif[h] = (reste_bail[h] == 0); issue[h] = Acquittee; phase[h] = Fini;
        printf("le traitement écrit la révision %d\n", tenue) }
    :: d_step { phase[h] == Fini ->
#ifdef SANS_JETON
        revision[h] = revision_voulue;
#endif
        enregistrer(h) }
    od
}

/* Un processus meurt, ou perd sa base au moment d'écrire. Celui qui s'arrête en ordre rend ce qu'il tient (GiveBackAsync). */
proctype Panne() {
    byte h;
end:
    do
    :: atomic { pannes > 0 ->
        if
        :: h = 0
        :: h = 1
        :: h = 2
        fi;
        if
#ifdef DORMEUR_MUET
        :: phase[h] != Libre && (fantome[0] == 0 || fantome[1] == 0) ->
#else
        :: phase[h] != Libre && !tardif[h] && (fantome[0] == 0 || fantome[1] == 0) ->
#endif
            if
            :: d_step { true -> pannes--; abandonner(h); bail_par = (TIENT(h) -> PERSONNE : bail_par);
                printf("%d meurt\n", h) }
            :: d_step { TIENT(h) && h != TRAITEMENT -> pannes--; printf("%d s'arrête\n", h); abandonner(h); rendre() }
            fi;
            d_step { oublier(h) }
        fi;
        h = 0 }
    od
}

/* LivraisonClaims.RecoverLostAsync : lire ce qui est perdu, puis le rendre. Un nœud le fait à temps, l'autre dort entre les deux. */
#define PERDU (etat == EnCours && bail_jusqua == 0)

proctype Reprise() {
end:
    do
#ifndef SANS_REPRISE
    :: d_step { PERDU -> rendre() }
    :: d_step { PERDU && !vue_perdue -> vue_perdue = true; printf("un nœud lit que le bail est perdu\n") }
#endif
    :: d_step { vue_perdue ->
        vue_perdue = false;
        if
#ifdef SANS_RELECTURE
        :: etat == EnCours -> rendre()
#else
        :: PERDU -> rendre()
#endif
        :: else
        fi }
    od
}

/* Deux appels perdus ne se distinguent pas : le premier rang est occupé d'abord. */
inline ranger() {
    if
    :: fantome[0] == 0 && fantome[1] != 0 ->
        fantome[0] = fantome[1]; reste_fantome[0] = reste_fantome[1]; fantome[1] = 0; reste_fantome[1] = 0
    :: else
    fi
}

/* La destination traite un appel quand elle veut, attendu ou non. */
proctype Destination() {
end:
    do
    :: d_step { phase[0] == Parti && !pose[0] -> tenue = revision[0]; pose[0] = true; reste_appel[0] = 0;
        printf("la destination tient la révision %d\n", tenue) }
    :: d_step { phase[1] == Parti && !pose[1] -> tenue = revision[1]; pose[1] = true; reste_appel[1] = 0;
        printf("la destination tient la révision %d\n", tenue) }
    :: d_step { fantome[0] != 0 -> tenue = fantome[0]; printf("la destination tient la révision %d, en retard\n", tenue);
        fantome[0] = 0; reste_fantome[0] = 0; ranger() }
    :: d_step { fantome[1] != 0 -> tenue = fantome[1]; printf("la destination tient la révision %d, en retard\n", tenue);
        fantome[1] = 0; reste_fantome[1] = 0 }
    od
}

/* LivraisonBook.WantAsync et ForgetAsync, LivraisonRelance. */
proctype Demandes() {
end:
    do
    :: d_step { voeux > 0 -> voeux--; revision_voulue++; etat = (etat == EnCours -> EnCours : AEnvoyer);
        printf("la révision %d est voulue\n", revision_voulue) }
    :: d_step { renonce && !tentee && etat != EnCours -> renonce = false; etat = SansObjet; printf("plus rien n'est voulu\n") }
    :: d_step { relances > 0 && (etat == AEnvoyer || etat == AJour) -> relances--;
#ifdef CALME_ECRASE
        calme_jusqua = 0;
#endif
        etat = AEnvoyer; printf("une personne relance\n") }
    od
}

/* Qui dort pendant ce battement perd le temps qu'il faut pour envoyer, ou perd son bail : cela n'arrive que LENTEURS fois. */
#define DORT(h) ((phase[h] == Pris || phase[h] == Pret) && reste_bail[h] == DELAI + 1 \
    || (phase[h] == Parti || phase[h] == Fini) && reste_bail[h] == 1)
#define UN_DORT (DORT(0) || DORT(1) || DORT(2))
/* Un appel attendu est traité, ou perdu, dans les deux délais. */
#define ECHU(h) (phase[h] == Parti && !pose[h] && reste_appel[h] == 0)
#define A_COMPTER (bail_jusqua + calme_jusqua + reste_bail[0] + reste_bail[1] + reste_bail[2] + fantome[0] + fantome[1] > 0)
#define MOINS(x) x = (x > 0 -> x - 1 : 0)

proctype Horloge() {
end:
    do
    :: d_step { A_COMPTER && !ECHU(0) && !ECHU(1) && (!UN_DORT || lenteurs > 0) ->
        if
        :: UN_DORT -> lenteurs--
        :: else
        fi;
        printf("un battement passe\n");
        MOINS(bail_jusqua); MOINS(calme_jusqua);
        MOINS(reste_bail[0]); MOINS(reste_bail[1]); MOINS(reste_bail[2]);
        MOINS(reste_appel[0]); MOINS(reste_appel[1]);
        MOINS(calme_apres[0]); MOINS(calme_apres[1]);
        if
        :: fantome[0] != 0 && reste_fantome[0] == 0 -> fantome[0] = 0
        :: else -> MOINS(reste_fantome[0])
        fi;
        if
        :: fantome[1] != 0 && reste_fantome[1] == 0 -> fantome[1] = 0
        :: else -> MOINS(reste_fantome[1])
        fi;
        ranger() }
    od
}

init {
    atomic {
        run Voie(0); run Voie(1); run Traitement(TRAITEMENT); run Reprise();
        run Panne(); run Destination(); run Demandes(); run Horloge()
    }
}

/* Au repos : plus rien à faire, plus rien en chemin. */
#define REPOS ((etat == AJour || etat == SansObjet) && fantome[0] == 0 && fantome[1] == 0 \
    && phase[0] == Libre && phase[1] == Libre && phase[2] == Libre)
#define SOUS_BAIL(h) (phase[h] != Libre && reste_bail[h] > 0)

/* Au repos, la destination tient la dernière révision voulue. */
ltl derniere_parole { [] (REPOS && etat == AJour -> tenue == revision_voulue) }

/* Au repos, la révision acquittée n'est pas plus ancienne que celle que tient la destination. */
ltl acquittement { [] (REPOS -> revision_acquittee >= tenue) }

/* Un sujet n'a jamais deux émetteurs dont le bail court encore. */
ltl emetteur_unique { [] !(SOUS_BAIL(0) && SOUS_BAIL(1) || SOUS_BAIL(0) && SOUS_BAIL(2) || SOUS_BAIL(1) && SOUS_BAIL(2)) }

/* Quand les pannes cessent, ce qui est voulu finit par être remis. */
ltl progres { [] <> (REPOS && (etat == SansObjet || tenue == revision_voulue && revision_acquittee == revision_voulue)) }
