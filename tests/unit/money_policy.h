/*
 * money_policy.h - a small policy with prices and a warranty, for tests of acts that have to do with money.
 *
 * Prices are without tax: 13 % on parts, 6 % on everything else.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MONEY_POLICY_H
#define MONEY_POLICY_H

static const char MONEY_POLICY[] =
    "{'mend':1,'id':'money','revision':1,'zone':'CST-8','currency':'CNY',"
    "'roles':{'clerk':{},'chief':{}},"
    "'choices':{'fault_class':{'hardware':{},'software':{}},'cause':{'defect':{},'misuse':{}},"
    "'payer':{'customer':{},'maker':{},'shop':{},'contract':{}},"
    "'charge_kind':{'part':{},'labour':{},'diagnosis':{},'other':{}},'estimate_kind':{'estimate':{},'final':{}},"
    "'authorisation_decision':{'authorised':{},'objected':{}},'outcome':{'repaired':{}},"
    "'payment_kind':{'deposit':{},'payment':{},'refund':{},'writeoff':{}},'warranty_state':{'in_warranty':{}},"
    "'delivery_way':{'pick_up':{},'on_site':{}},"
    "'fee_state':{'free':{},'due':{},'part_paid':{},'paid':{},'overpaid':{},'waived':{},'collection':{}}},"
    "'states':{'new':{'order':1,'stage':'new'},'quoted':{'order':2,'stage':'waiting'},"
    "'ready':{'order':3,'stage':'active'},'unrepaired':{'order':4,'stage':'done'},'shut':{'order':5,'stage':'closed'}},"
    "'warranty':{'terms':{'maker':{'kind':'maker','payer':'maker','from':['delivery','sale'],'months':12}},"
    "'parts':{'mode':'longer','term':{'kind':'part','payer':'maker','days':90}},"
    "'guarantee':{'kind':'repair_guarantee','payer':'shop','days':30}},"
    "'fees':{'cards':{'card':{'labour':{'hour':{'mode':'hourly','rate':12000,'min_minutes':30}},"
    "'labour_default':'hour','parts':{'PUMP':'100.00','FAN':'35.50'},'diagnosis':{'fee':5000,'credit':'full'},"
    "'cancel':{'table':{'quoted':{'flat':3000}}}}},"
    "'tax':{'price':'excl','rates':{'part':'13','other':'6'}},"
    "'estimate':{'tolerance':{'pct':'10'},'valid_days':30},'writeoff_limit':500},"
    "'actions':{"
    "'open':{'order':1,'opens':true,'to':'new','roles':['clerk'],'form':{'reported_at':{},'serial':{},"
    "'purchased_on':{},'cause':{},'fault_class':{},'warranty_state':{}}},"
    "'hand_in':{'order':2,'from':['*open'],'roles':['clerk'],'form':{'usage_meter':{},'usage_unit':{}},"
    "'unit':['outage_begin','reading'],'unit_required':true},"
    "'plan':{'order':3,'from':['new','quoted','ready'],'to':'quoted','roles':['clerk'],'quote':'estimate','backdate':'P2D',"
    "'form':{'planned_minutes':{},'plan':{},'parts':{'rows':'both','columns':{'name':{},'model':{},'class':{},"
    "'planned':{}}},'charges':{'rows':'both','columns':{'kind':{},'item':{},'amount':{},'payer':{}}}},"
    "'conditions':{'has_total':{'if':{'field':'estimate_total','known':true}}}},"
    "'agree':{'order':4,'from':['quoted'],'to':'ready','roles':['clerk'],'authorises':true,'form':{'authorisations':{"
    "'need':'given','columns':{'decision':{'need':'required'},'digest':{},'estimate':{},'person':{}}},"
    "'charges':{'rows':'edit','columns':{'accepted':{}}}}},"
    "'start':{'order':5,'from':['ready'],'roles':['clerk'],'tolerance':true,'form':{'parts':{'rows':'edit','columns':{"
    "'planned':{}}}}},"
    "'work':{'order':6,'from':['ready'],'roles':['clerk'],'sets':{'diagnosed_at':'$now','repair_finished_at':'$now'},"
    "'form':{'parts':{'rows':'both','columns':{'name':{},'model':{},'class':{},'used':{},'serial':{},'old_serial':{},"
    "'warranty_days':{}}},'labour':{'columns':{'work':{},'minutes':{},'part':{}}}}},"
    "'bill':{'order':7,'from':['ready'],'roles':['clerk'],'quote':'final','tolerance':true,"
    "'form':{'fee_total':{}}},"
    "'pay':{'order':8,'from':['*'],'roles':['clerk'],'settles':true,'form':{'payments':{'need':'given','columns':{"
    "'kind':{'need':'required'},'amount':{'need':'required'}}}}},"
    "'collect':{'order':9,'from':['*'],'roles':['clerk'],'sets':{'fee_state':'collection'}},"
    "'decline':{'order':10,'from':['quoted'],'to':'unrepaired','roles':['clerk'],'quote':'declined',"
    "'sets':{'diagnosed_at':'$now'}},"
    "'cancel':{'order':11,'from':['new','quoted'],'to':'shut','roles':['clerk'],'quote':'cancelled'},"
    "'close':{'order':12,'from':['ready','unrepaired'],'to':'shut','roles':['clerk'],'form':{'outcome':{},"
    "'repair_guarantee_days':{},'usage_meter':{},'usage_unit':{}},'sets':{'handed_over_at':'$now'},"
    "'unit':['outage_end','reading','repair','claims','part_terms','guarantee']},"
    "'reopen':{'order':13,'from':['shut'],'to':'ready','roles':['clerk']},"
    "'overrule':{'order':14,'from':['*'],'roles':['chief'],'reason':'required','form':{'warranty_until':{},"
    "'purchased_on':{}},'unit':['dates','end'],'unit_required':true},"
    "'swap':{'order':15,'from':['*'],'roles':['clerk'],'form':{'exchanged_serial':{'need':'given'}},"
    "'unit':['exchange']},"
    "'shelve':{'order':16,'from':['ready'],'roles':['clerk'],'sets':{'ready_at':'$now'},'form':{'delivery_way':{}}}}}";

#endif
